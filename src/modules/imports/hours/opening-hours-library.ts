import { createContext, Script } from 'node:vm';

/** The part of the `opening_hours` library that this program uses. */
export interface ParsedTag {
  /** Returns [from, until, unknown, comment] in the clock of this machine. Read only the wall-clock parts of the dates. */
  getOpenIntervals(from: Date, until: Date): [Date, Date, boolean, string | undefined][];
  isWeekStable(): boolean;
}

export type ParseTag = (tag: string, place: HolidayPlace) => ParsedTag;

/** The place whose public holidays count. Without coordinates the library lets the sun rise at 06:00 and set at 18:00. */
export interface HolidayPlace {
  country: string;
  state?: string;
}

type Library = new (tag: string, place: object, options: object) => ParsedTag;

/** Loads the library. The library has 1.2 MB, so only the import loads the library. */
export async function loadParser(): Promise<ParseTag> {
  const { default: Library } = (await import('opening_hours')) as unknown as { default: Library };
  return (tag, { country, state }) =>
    new Library(tag, { address: { country_code: country, state } }, { tag_key: 'opening_hours' });
}

const sandbox = createContext({ work: undefined as unknown });
const script = new Script('work()');

/**
 * Runs synchronous work for at most `milliseconds`, then throws. Patterns of the library have had exponential cases (`; ; ; x` is
 * an example), and nothing else can stop a regular expression. The call itself takes 0.3 ms.
 */
export function bounded<T>(milliseconds: number, work: () => T): T {
  sandbox.work = work;
  return script.runInContext(sandbox, { timeout: milliseconds }) as T;
}

/**
 * Runs work without console output of the library. The library reports faults to the console, and most of these faults are typing
 * errors in tags.
 */
export function silently<T>(work: () => T): T {
  const methods = ['error', 'warn'].map((name) => [name, Reflect.get(console, name) as unknown] as const);
  try {
    for (const [name] of methods) Reflect.set(console, name, () => undefined);
    return work();
  } finally {
    for (const [name, method] of methods) Reflect.set(console, name, method);
  }
}

export const isTimeout = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
