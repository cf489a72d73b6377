/** What nodes tell one another beside what they send to sockets. May be lost: nothing rests on it alone. */
export interface NodeMessages {
  /** For the sockets in that room: of several of one name only the latest counts. */
  latest: { room: string; name: string; data: Record<string, unknown> };
  /** Nobody is on the way to that booking, or shares where he is. */
  'trip-ended': { bookingId: string };
}
