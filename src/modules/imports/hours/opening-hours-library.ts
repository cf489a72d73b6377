import { createContext, Script } from 'node:vm';

/** What we use of the `opening_hours` library. */
export interface ParsedTag {
  /** [from, until, unknown, comment], in the clock of this machine; read back its wall-clock parts only. */
  getOpenIntervals(from: Date, until: Date): [Date, Date, boolean, string | undefined][];
  isWeekStable(): boolean;
}

export type ParseTag = (tag: string, place: HolidayPlace) => ParsedTag;

/** Whose public holidays count. Without coordinates the library lets the sun rise at 06:00 and set at 18:00. */
export interface HolidayPlace {
  country: string;
  state?: string;
}

type Library = new (tag: string, place: object, options: object) => ParsedTag;

/** The library is 1.2 MB: loaded by the import alone. */
export async function loadParser(): Promise<ParseTag> {
  const { default: Library } = (await import('opening_hours')) as unknown as { default: Library };
  return (tag, { country, state }) =>
    new Library(tag, { address: { country_code: country, state } }, { tag_key: 'opening_hours' });
}

const sandbox = createContext({ work: undefined as unknown });
const script = new Script('work()');

/**
 * Runs synchronous work for at most so long, then throws. The library's patterns have had exponential cases (`; ; ; x`
 * is one), and nothing else can stop a regular expression. It takes 0.3 ms by itself.
 */
export function bounded<T>(milliseconds: number, work: () => T): T {
  sandbox.work = work;
  return script.runInContext(sandbox, { timeout: milliseconds }) as T;
}

/** The library reports its own faults to the console: here they are mostly somebody's typing errors. */
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
