const NEAR = { metres: 1_000, everySeconds: 2 };
const MIDDLE = { metres: 5_000, everySeconds: 5 };
const FAR = 10;
const UNWATCHED = 15;

/** How often the phone shall report, seconds: the closer the oftener, and hardly while nobody looks, to spare its battery. */
export function paceFor(metres: number, isWatched: boolean): number {
  if (!isWatched) return UNWATCHED;
  return [NEAR, MIDDLE].find((step) => metres < step.metres)?.everySeconds ?? FAR;
}
