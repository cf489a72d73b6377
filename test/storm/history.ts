export const BOOKING_VERBS = ['accept', 'decline', 'cancel', 'reschedule', 'start', 'complete', 'no-show'] as const;
export type BookingVerb = (typeof BOOKING_VERBS)[number];
export type Verb = 'create' | 'guest' | BookingVerb | 'time-off' | 'time-off-end';

/** Half open; instants in milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}

/** A booking as one answer showed it. `version` grows by one with every change, so it puts the answers in order. */
export interface Seen {
  status: string;
  version: number;
  /** The visit with its buffers. */
  claimed: Span;
  expiresAt: number | null;
}

/** What one client asked and was told, with the instants by the runner's clock. */
export interface Operation {
  client: number;
  verb: Verb;
  barber: string;
  /** Id of the booking or time off; of a created one as the answer names it. */
  subject?: string | undefined;
  /** The interval asked for, buffers included: create, guest, reschedule, time-off. */
  wanted?: Span | undefined;
  invokedAt: number;
  /** Infinity: never. */
  answeredAt: number;
  /** 0: no answer. */
  status: number;
  code?: string | undefined;
  seen?: Seen | undefined;
}

/** One monotonic clock for everything the runner notes; it starts at the wall clock, as deadlines are wall-clock instants. */
export const instant = (): number => performance.timeOrigin + performance.now();

export const succeeded = ({ status }: Operation): boolean => status >= 200 && status < 300;
/** Nobody can say whether it took effect. */
export const isUnknown = ({ status }: Operation): boolean => status === 0 || status >= 500;

export const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;
