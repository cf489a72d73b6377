import type { UserRole } from '../../../common/auth/actor.ts';
import type { Plain } from '../../../common/database/plain.ts';
import type { UserRecord } from './user.schema.ts';

export const VERIFICATION_STATUSES = ['none', 'pending', 'approved', 'rejected'] as const;
export type VerificationStatus = (typeof VERIFICATION_STATUSES)[number];

export interface Preferences {
  notifications: { email: boolean; push: boolean; sms: boolean };
  language: string;
  timezone: string;
  /** Local wall-clock times `HH:MM`. */
  quietHours: { start: string; end: string } | null;
}

/** An account for the rest of the program, with a readable phone number and without the password hash. */
export type User = Omit<Plain<UserRecord>, 'guard' | 'passwordHash' | 'phone'> & { phone?: string };

/** An account with the password hash, for code that compares passwords. */
export type Account = User & { passwordHash?: string };

/** An address that somebody signs in with: an email address in lower case, or a phone number in E.164. */
export type Login = { email: string } | { phone: string };

export interface NewUser {
  email?: string | undefined;
  /** E.164. */
  phone?: string | undefined;
  passwordHash?: string | undefined;
  name: string;
  role: UserRole;
  emailVerified?: boolean;
  verification?: VerificationStatus;
}
