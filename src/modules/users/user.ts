import type { FieldCrypto } from '../../common/crypto/field-crypto.ts';
import { PHONE } from './user.schema.ts';
import type { NewUser, StoredUser, StoredAccount, Preferences } from './user.types.ts';

export const DEFAULT_PREFERENCES: Preferences = {
  notifications: { email: true, push: true, sms: true },
  language: 'en',
  timezone: 'UTC',
  quietHours: null,
};

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
