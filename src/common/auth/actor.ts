export const USER_ROLES = ['customer', 'barber', 'admin'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** What apps run on. */
export const PLATFORMS = ['ios', 'android', 'web'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A signed-in person: the same for HTTP and sockets. */
export interface UserActor {
  id: string;
  role: UserRole;
  sessionId: string;
}

/** The platform itself, which acts for the user `id` without a session: for example after an account was closed. */
export interface SystemActor {
  id: string;
  role: 'system';
}

/** Who is acting. Methods that need a session take a `UserActor`. */
export type Actor = UserActor | SystemActor;

export const actingFor = (userId: string): SystemActor => ({ id: userId, role: 'system' });

/** Turns an access token into the actor of a living session; bound by the auth module. */
export abstract class AccessVerifier {
  /** Throws `unauthenticated`. */
  abstract verify(token: string): Promise<UserActor>;
  /** The same for whoever stays: until when the token is good. Whether the session lives must be asked again and again. */
  abstract admit(token: string): Promise<{ actor: UserActor; expiresAt: Date }>;
  /** Those of these sessions that still live, straight from the database. */
  abstract living(sessionIds: string[]): Promise<Set<string>>;
  /** `listener` hears of ended sessions at once, on any node; only a nudge, which may be lost. */
  abstract onEnded(listener: (sessionIds: string[]) => void): void;
}
