import type { Account, NewUser, Preferences } from './user.types.ts';

export const DEFAULT_PREFERENCES: Preferences = {
  notifications: { email: true, push: true, sms: true },
  language: 'en',
  timezone: 'UTC',
  quietHours: null,
};

/** A new account. Addresses that are not given stay absent. */
export function newUser(id: string, createdAt: Date, given: NewUser): Account {
  const { email, phone, passwordHash, name, role } = given;
  return {
    id,
    ...(email && { email }),
    ...(phone && { phone }),
    ...(passwordHash && { passwordHash }),
    name,
    role,
    emailVerified: given.emailVerified ?? false,
    phoneVerified: false,
    verification: { status: given.verification ?? 'none', notes: '' },
    preferences: DEFAULT_PREFERENCES,
    suspendedAt: null,
    lastSignInAt: null,
    createdAt,
  };
}
