/** Half-open interval of instants. */
export interface Interval {
  start: Date;
  end: Date;
}

export const ENTRY_KINDS = ['booking', 'time_off', 'guest'] as const;

/** One taken interval, buffers included. The document of every UTC day that the interval touches holds the whole entry. */
export interface CalendarEntry {
  /** Id of the booking or time off that owns the entry. */
  bookingId: string;
  kind: (typeof ENTRY_KINDS)[number];
  start: Date;
  end: Date;
  /** Null: the entry is firm. Otherwise the instant at which the entry lapses. */
  until: Date | null;
}

/** An entry as its owner asks for the entry, before the entry has a deadline. */
export type WantedEntry = Omit<CalendarEntry, 'until'>;
