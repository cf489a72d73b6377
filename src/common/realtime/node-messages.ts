/** Messages between nodes, in addition to the messages for sockets. They may be lost, so nothing depends on them alone. */
export interface NodeMessages {
  /** A message for the sockets that watch the journey to a booking. Of several messages with one name, only the latest counts. */
  journey: { bookingId: string; name: string; data: object };
  /** The open times of the barber may have changed, on any day. */
  'schedule-changed': { barberId: string };
  /** The barber is no longer on the way to the booking, or no longer shares their position. */
  'trip-ended': { bookingId: string };
}
