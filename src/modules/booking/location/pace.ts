const NEAR = { metres: 1_000, everySeconds: 2 };
const MIDDLE = { metres: 5_000, everySeconds: 5 };
const FAR = 10;
const UNWATCHED = 15;

/**
 * Returns the seconds between two reports of the phone: fewer when the barber is closer, and most when nobody watches, to save
 * the battery.
 */
export function paceFor(metres: number, isWatched: boolean): number {
  if (!isWatched) return UNWATCHED;
  return [NEAR, MIDDLE].find((step) => metres < step.metres)?.everySeconds ?? FAR;
}
