import { Schema } from 'mongoose';
import { sealed } from '../../../common/crypto/sealed.schema.ts';

export const ADDRESS = 'codes.address';

export const ADDRESS_KINDS = ['email', 'phone'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** A code that was sent to an address. A user has at most one code per kind of address. */
export interface CodeRecord {
  /** `<userId>:<kind>` */
  _id: string;
  userId: string;
  kind: AddressKind;
  /** Encrypted. The user gets this address when the user brings the code. */
  address: string;
  /** A hash with a key, so that a million guesses at a stolen copy find no code. */
  hash: string;
  triesLeft: number;
  expiresAt: Date;
  sentAt: Date;
  /** The number of codes sent since `countedFrom`. */
  sends: number;
  countedFrom: Date;
  /** When the row is removed. Until then the row limits how many codes are sent. */
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

/** A token for a person who forgot the password. A user has one row, so that two requests at the same moment collide. */
export interface PasswordResetRecord {
  /** The id of the user. */
  _id: string;
  /** SHA-256 of the token. */
  hash: string;
  /** The kind of address to which the token was sent. A person who brings the token can read messages to that address. */
  kind: AddressKind;
  at: Date;
  expireAt: Date;
}

export const PasswordResetSchema = new Schema<PasswordResetRecord>(
  { _id: text, hash: text, kind: { type: String, enum: ADDRESS_KINDS, required: true }, at: date, expireAt: date },
  { collection: 'password_resets', versionKey: false },
);
