import { Schema } from 'mongoose';
import { USER_ROLES, type UserRole } from '../../../common/auth/actor.ts';
import type { Sealed } from '../../../common/crypto/field-crypto.ts';
import { sealedAndIndexed } from '../../../common/crypto/sealed.schema.ts';
import { VERIFICATION_STATUSES, type VerificationStatus, type Preferences } from './user.types.ts';

export const PHONE = 'users.phone';

/** One account. Absent address fields are absent, not null: the unique indexes are partial. */
export interface UserRecord {
  _id: string;
  /** Lower case. */
  email?: string;
  /** E.164. */
  phone?: Sealed;
  /** `v1$<bcrypt>`; read for sign-in only. Absent for accounts without a password. */
  passwordHash?: string;
  name: string;
  role: UserRole;
  emailVerified: boolean;
  phoneVerified: boolean;
  verification: { status: VerificationStatus; notes: string };
  preferences: Preferences;
  /** An upload. */
  avatarId?: string | null;
  suspendedAt: Date | null;
  /** Its owner wants it gone: at `dueAt` it will be, unless somebody signs in before. */
  closing?: { at: Date; dueAt: Date };
  /** Nothing personal is left of it. */
  erasedAt?: Date;
  lastSignInAt: Date | null;
  createdAt: Date;
  /** Counted up by who relies on the account staying as it is (a sign-in; taking another admin away), so both collide. */
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
