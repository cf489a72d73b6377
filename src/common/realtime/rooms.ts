/** Every room there is. Sockets are put into rooms by the server only. */
export const rooms = {
  /** All devices of one user. */
  user: (userId: string): string => `user:${userId}`,
};
