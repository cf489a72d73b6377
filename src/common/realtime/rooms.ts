/** Names of all rooms. Only the server puts sockets into rooms. */
export const rooms = {
  /** All devices of one user. */
  user: (userId: string): string => `user:${userId}`,
  /** Screens that show the open times of a barber on a UTC day (`2026-11-20`). */
  day: (barberId: string, date: string): string => `day:${barberId}:${date}`,
  /** The parties of a booking who watch the journey of the barber. */
  journey: (bookingId: string): string => `journey:${bookingId}`,
  /** Admins who watch a booking. They are told when the booking changes, but never where the barber is. */
  onlookers: (bookingId: string): string => `onlookers:${bookingId}`,
};
