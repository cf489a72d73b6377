export const USER_ROLES = ['customer', 'barber', 'admin'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** The platforms that apps run on. */
export const PLATFORMS = ['ios', 'android', 'web'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A signed-in user. HTTP and sockets use the same shape. */
export interface UserActor {
  id: string;
  role: UserRole;
  sessionId: string;
}

/** The platform itself. It acts for the user `id` without a session, for example after an account was closed. */
export interface SystemActor {
  id: string;
  role: 'system';
}

/** The actor of an action. Methods that need a session take a `UserActor`. */
export type Actor = UserActor | SystemActor;

export const actingFor = (userId: string): SystemActor => ({ id: userId, role: 'system' });

/** Turns an access token into the actor of a living session. The auth module implements this class. */
export abstract class AccessVerifier {
  /** Returns the actor of the token. Throws 401 `unauthenticated`. */
  abstract verify(token: string): Promise<UserActor>;
  /**
   * Does the same for connections that stay open, and also returns when the token expires. The caller must check regularly
   * whether the session still lives. Throws 401 `unauthenticated`.
   */
  abstract admit(token: string): Promise<{ actor: UserActor; expiresAt: Date }>;
  /** Returns which of these sessions still live. The answer comes from the database, not from a cache. */
  abstract living(sessionIds: string[]): Promise<Set<string>>;
  /** Calls `listener` at once when sessions end on any node. The call is only a nudge and may be lost. */
  abstract onEnded(listener: (sessionIds: string[]) => void): void;
}
