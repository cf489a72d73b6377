export const USER_ROLES = ['customer', 'barber', 'admin'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** Who is acting: the same for HTTP and sockets. */
export interface Actor {
  id: string;
  role: UserRole;
  sessionId: string;
}

/** Turns an access token into the actor of a living session; bound by the auth module. Throws `unauthenticated`. */
export abstract class AccessVerifier {
  abstract verify(token: string): Promise<Actor>;
}
