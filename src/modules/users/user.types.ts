import type { UserRole } from '../../common/auth/actor.ts';
import type { Plain } from '../../common/database/plain.ts';
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

export type StoredAccount = Omit<Plain<UserRecord>, 'guard'>;
/** What everything but sign-in reads. */
export type StoredUser = Omit<StoredAccount, 'passwordHash'>;

/** An account as the rest of the program sees it: the phone readable, no password. */
export type User = Omit<StoredUser, 'phone'> & { phone?: string };

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
