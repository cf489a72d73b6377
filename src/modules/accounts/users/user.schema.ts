import { Schema } from 'mongoose';
import { USER_ROLES, type UserRole } from '../../../common/auth/actor.ts';
import type { Sealed } from '../../../common/crypto/field-crypto.ts';
import { sealedAndIndexed } from '../../../common/crypto/sealed.schema.ts';
import { VERIFICATION_STATUSES, type VerificationStatus, type Preferences } from './user.types.ts';

export const PHONE = 'users.phone';

/** One account. A missing address is an absent field, not null, because the unique indexes are partial. */
export interface UserRecord {
  _id: string;
  /** Lower case. */
  email?: string;
  /** E.164. */
  phone?: Sealed;
  /** `v1$<bcrypt>`. Only sign-ins and changes of credentials read the hash. Absent for accounts without a password. */
  passwordHash?: string;
  name: string;
  role: UserRole;
  emailVerified: boolean;
  phoneVerified: boolean;
  verification: { status: VerificationStatus; notes: string };
  preferences: Preferences;
  /** The id of the upload with the picture. */
  avatarId?: string | null;
  suspendedAt: Date | null;
  /** Present when the owner has closed the account. The account is erased after `dueAt`, unless somebody signs in before. */
  closing?: { at: Date; dueAt: Date };
  /** When everything personal was removed from the account. */
  erasedAt?: Date;
  lastSignInAt: Date | null;
  createdAt: Date;
  /**
   * A counter that lets transactions collide. A transaction that needs the account to stay as it is adds one, for example a
   * sign-in, or the suspension of another admin.
   */
  guard?: number;
}

const verification = new Schema(
  { status: { type: String, enum: VERIFICATION_STATUSES, required: true }, notes: { type: String, default: '' } },
  { _id: false },
);
const quietHours = new Schema(
  { start: { type: String, required: true }, end: { type: String, required: true } },
  { _id: false },
);
const preferences = new Schema(
  {
    notifications: { email: Boolean, push: Boolean, sms: Boolean },
    language: { type: String, required: true },
    timezone: { type: String, required: true },
    quietHours: { type: quietHours, default: null },
  },
  { _id: false },
);

export const UserSchema = new Schema<UserRecord>(
  {
    _id: { type: String, required: true },
    email: String,
    phone: sealedAndIndexed(PHONE),
    passwordHash: String,
    name: { type: String, required: true },
    role: { type: String, enum: USER_ROLES, required: true },
    emailVerified: { type: Boolean, required: true },
    phoneVerified: { type: Boolean, required: true },
    verification: { type: verification, required: true },
    preferences: { type: preferences, required: true },
    avatarId: String,
    suspendedAt: { type: Date, default: null },
    closing: new Schema({ at: { type: Date, required: true }, dueAt: { type: Date, required: true } }, { _id: false }),
    erasedAt: Date,
    lastSignInAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
    guard: Number,
  },
  { collection: 'users', versionKey: false },
);
