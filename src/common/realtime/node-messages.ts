/** What nodes tell one another beside what they send to sockets. May be lost: nothing rests on it alone. */
export interface NodeMessages {
  /** For who watches the journey to that booking: of several of one name only the latest counts. */
  journey: { bookingId: string; name: string; data: object };
  /** Any of that barber's days may have other open times now. */
  'schedule-changed': { barberId: string };
  /** Nobody is on the way to that booking, or shares where he is. */
  'trip-ended': { bookingId: string };
}
