import type { CalendarEntry } from './calendar.types.ts';

/** An interval could not be taken: these entries overlap it. Without entries the hold lapsed. Callers turn this into their answer. */
export class Rivals extends Error {
  readonly entries: CalendarEntry[];

  constructor(entries: CalendarEntry[] = []) {
    super('the interval overlaps another');
    this.entries = entries;
  }
}
