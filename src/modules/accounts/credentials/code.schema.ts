import { Schema } from 'mongoose';
import { sealed } from '../../../common/crypto/sealed.schema.ts';

export const ADDRESS = 'codes.address';

export const ADDRESS_KINDS = ['email', 'phone'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** The code that is on its way to an address; a user has at most one per kind. */
export interface CodeRecord {
  /** `<userId>:<kind>` */
  _id: string;
  userId: string;
  kind: AddressKind;
  /** Encrypted: the address that will be the user's when the code comes back. */
  address: string;
  /** Keyed, so that a million guesses at a stolen copy find nothing. */
  hash: string;
  triesLeft: number;
  expiresAt: Date;
  sentAt: Date;
  /** How many were sent since `countedFrom`. */
  sends: number;
  countedFrom: Date;
  /** Removed after this; until then it counts. */
  expireAt: Date;
}

const text = { type: String, required: true };
const date = { type: Date, required: true };
const count = { type: Number, required: true };

export const CodeSchema = new Schema<CodeRecord>(
  {
    _id: text,
    userId: text,
    kind: { type: String, enum: ADDRESS_KINDS, required: true },
    address: sealed(ADDRESS),
    hash: text,
    triesLeft: count,
    expiresAt: date,
    sentAt: date,
    sends: count,
    countedFrom: date,
    expireAt: date,
  },
  { collection: 'codes', versionKey: false },
);

/** A way back in for who forgot the password: good for one use. One per user, so that two who ask at once collide. */
export interface PasswordResetRecord {
  /** The user. */
  _id: string;
  /** SHA-256 of the token. */
  hash: string;
  /** The address it went to: whoever brings it reads what is sent there. */
  kind: AddressKind;
  at: Date;
  expireAt: Date;
}

export const PasswordResetSchema = new Schema<PasswordResetRecord>(
  { _id: text, hash: text, kind: { type: String, enum: ADDRESS_KINDS, required: true }, at: date, expireAt: date },
  { collection: 'password_resets', versionKey: false },
);
