import type { CalendarEntry } from './calendar.types.ts';

/**
 * The interval cannot be taken: these entries overlap the interval. Without entries the hold has lapsed. Callers translate this
 * error into a problem.
 */
export class Rivals extends Error {
  readonly entries: CalendarEntry[];

  constructor(entries: CalendarEntry[] = []) {
    super('the interval overlaps another interval');
    this.entries = entries;
  }
}
