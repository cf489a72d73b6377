export const BOOKING_VERBS = ['accept', 'decline', 'cancel', 'reschedule', 'start', 'complete', 'no-show'] as const;
export type BookingVerb = (typeof BOOKING_VERBS)[number];
export type Verb = 'create' | 'guest' | BookingVerb | 'time-off' | 'time-off-end';

/** A half-open interval. Instants are in milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}

/** A booking as one answer showed it. `version` grows by one with every change, so that answers can be sorted. */
export interface Seen {
  status: string;
  version: number;
  /** The visit with its buffers. */
  claimed: Span;
  expiresAt: number | null;
}

/** One request of a client and its answer. Instants are by the clock of the runner. */
export interface Operation {
  client: number;
  verb: Verb;
  barber: string;
  /** The id of the booking or time off. For a new object, the id from the answer. */
  subject?: string | undefined;
  /** The requested interval with buffers, for create, guest, reschedule and time-off. */
  wanted?: Span | undefined;
  invokedAt: number;
  /** Infinity when no answer came. */
  answeredAt: number;
  /** 0 when no answer came. */
  status: number;
  code?: string | undefined;
  seen?: Seen | undefined;
}

/** The monotonic clock for all records of the runner. It starts at the wall clock, because deadlines are wall-clock instants. */
export const instant = (): number => performance.timeOrigin + performance.now();

export const succeeded = ({ status }: Operation): boolean => status >= 200 && status < 300;
/** Tells whether the effect of a request is unknown. */
export const isUnknown = ({ status }: Operation): boolean => status === 0 || status >= 500;

export const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;
