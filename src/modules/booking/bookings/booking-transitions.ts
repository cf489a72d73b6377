import type { EventName } from '../../../common/events/domain-events.ts';

export const STATUSES = [
  'requested',
  'accepted',
  'in_progress',
  'completed',
  'cancelled',
  'declined',
  'expired',
  'no_show',
] as const;
export type BookingStatus = (typeof STATUSES)[number];

/** Statuses in which a booking keeps its chair. */
export const ACTIVE: readonly BookingStatus[] = ['requested', 'accepted', 'in_progress'];

export type Party = 'customer' | 'barber' | 'admin' | 'system';

interface Transition {
  from: readonly BookingStatus[];
  /**
   * 'same': the status stays. Exception: a customer who moves an accepted booking may have to ask again, see `rescheduledStatus`.
   */
  to: BookingStatus | 'same';
  by: readonly Party[];
  event: Extract<EventName, `booking.${string}`>;
  /** The effect on the taken interval, in the same transaction. */
  chair?: 'firm' | 'release' | 'move';
  /** Only before the request expires. */
  beforeExpiry?: true;
  /** Only for visits at the customer's place, and only once. */
  homeVisitOnce?: true;
  /**
   * Only while the barber is approved: barbers whose approval was withdrawn keep agreed visits but cannot agree to new visits.
   */
  approvedOnly?: true;
  /** The earliest time in production: the setting's minutes before the start, or the start itself. */
  notBefore?: 'start-early' | 'start';
}

/**
 * All transitions of a booking. Permissions, events, update filters, `actions` and the diagram in docs/ come from this table.
 * Each verb has its own endpoint in `bookings.controller.ts`.
 */
export const TRANSITIONS = {
  accept: {
    from: ['requested'],
    to: 'accepted',
    by: ['barber'],
    event: 'booking.accepted',
    chair: 'firm',
    beforeExpiry: true,
    approvedOnly: true,
  },
  decline: { from: ['requested'], to: 'declined', by: ['barber'], event: 'booking.declined', chair: 'release' },
  expire: { from: ['requested'], to: 'expired', by: ['system'], event: 'booking.expired', chair: 'release' },
  reschedule: {
    from: ['requested', 'accepted'],
    to: 'same',
    by: ['customer', 'barber'],
    event: 'booking.rescheduled',
    chair: 'move',
    beforeExpiry: true,
  },
  depart: { from: ['accepted'], to: 'accepted', by: ['barber'], event: 'booking.departed', homeVisitOnce: true },
  start: { from: ['accepted'], to: 'in_progress', by: ['barber'], event: 'booking.started', notBefore: 'start-early' },
  complete: { from: ['in_progress'], to: 'completed', by: ['barber'], event: 'booking.completed', chair: 'release' },
  cancel: {
    from: ['requested', 'accepted'],
    to: 'cancelled',
    by: ['customer', 'barber', 'admin'],
    event: 'booking.cancelled',
    chair: 'release',
  },
  'no-show': {
    from: ['accepted'],
    to: 'no_show',
    by: ['barber'],
    event: 'booking.no-show',
    chair: 'release',
    notBefore: 'start',
  },
} as const satisfies Record<string, Transition>;

export type Verb = keyof typeof TRANSITIONS;
export const VERBS = Object.keys(TRANSITIONS) as Verb[];
export const transitionOf = (verb: Verb): Transition => TRANSITIONS[verb];

/**
 * Returns the status after a move. A customer who moves an accepted booking asks again if the barber answers requests by hand;
 * every other move keeps the status.
 */
export const rescheduledStatus = (
  status: BookingStatus,
  by: Party,
  requestMode: 'manual' | 'instant',
): BookingStatus => (status === 'accepted' && by === 'customer' && requestMode === 'manual' ? 'requested' : status);
