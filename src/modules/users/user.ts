import type { UserRole } from '../../common/auth/actor.ts';
import type { FieldCrypto } from '../../common/crypto/field-crypto.ts';
import { PHONE, type Preferences, type VerificationStatus } from './user.schema.ts';
import type { StoredAccount, StoredUser } from './users.repository.ts';

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

export const DEFAULT_PREFERENCES: Preferences = {
  notifications: { email: true, push: true, sms: true },
  language: 'en',
  timezone: 'UTC',
  quietHours: null,
};

/**
 * An address that nobody has proved, on an account whose other one is: a typing error as often as not, and no ground to give
 * whoever reads what is sent there the account, nor to keep the address from its owner.
 */
export const isClaim = (user: Pick<User, 'emailVerified' | 'phoneVerified'>, kind: 'email' | 'phone'): boolean =>
  !user[`${kind}Verified`] && user[kind === 'email' ? 'phoneVerified' : 'emailVerified'];

/** With the phone decrypted; what else the record holds stays. */
export function toUser<T extends Pick<StoredUser, 'phone'>>(
  crypto: FieldCrypto,
  record: T,
): Omit<T, 'phone'> & { phone?: string } {
  const { phone, ...user } = record;
  return { ...user, ...(phone && { phone: crypto.decrypt(PHONE, phone.value) }) };
}

/** The record of a new account; addresses that are not given stay absent. */
export function newUser(crypto: FieldCrypto, id: string, createdAt: Date, given: NewUser): StoredAccount {
  const { email, phone, passwordHash, name, role } = given;
  return {
    id,
    ...(email && { email }),
    ...(phone && { phone: crypto.seal(PHONE, phone) }),
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
