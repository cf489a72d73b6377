/** Every room there is. Sockets are put into rooms by the server only. */
export const rooms = {
  /** All devices of one user. */
  user: (userId: string): string => `user:${userId}`,
  /** Screens that show the open times of a barber on a UTC day (`2026-11-20`). */
  day: (barberId: string, date: string): string => `day:${barberId}:${date}`,
  /** The parties who watch the barber come to a booking. */
  journey: (bookingId: string): string => `journey:${bookingId}`,
  /** Admins who look at a booking: they hear that it changed, never where the barber is. */
  onlookers: (bookingId: string): string => `onlookers:${bookingId}`,
};
