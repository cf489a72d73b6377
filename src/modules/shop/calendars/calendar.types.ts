/** Half-open interval of instants. */
export interface Interval {
  start: Date;
  end: Date;
}

export const ENTRY_KINDS = ['booking', 'time_off', 'guest'] as const;

/** One claimed interval, buffers included. It stands whole in the document of every UTC day it touches. */
export interface CalendarEntry {
  /** Id of the booking or time off that owns it. */
  bookingId: string;
  kind: (typeof ENTRY_KINDS)[number];
  start: Date;
  end: Date;
  /** null: firm. Else the instant from which the entry counts no more. */
  until: Date | null;
}

/** An entry as its owner asks for it, before it has a deadline. */
export type WantedEntry = Omit<CalendarEntry, 'until'>;
