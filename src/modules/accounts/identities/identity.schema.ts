import { Schema } from 'mongoose';
import { sealed } from '../../../common/crypto/sealed.schema.ts';
import { PROVIDERS, type ProviderName } from './providers/providers.ts';

/** A person at a provider who can sign in to an account here. */
export interface IdentityRecord {
  /** `<provider>:<subject>`, so that one identity never signs in to two accounts. */
  _id: string;
  provider: ProviderName;
  userId: string;
  createdAt: Date;
}

export const IdentitySchema = new Schema<IdentityRecord>(
  {
    _id: { type: String, required: true },
    provider: { type: String, enum: PROVIDERS, required: true },
    userId: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'identities', versionKey: false },
);

export const DATA = 'oauth_tickets.data';

export const TICKET_KINDS = ['flow', 'exchange', 'link', 'spent'] as const;
/**
 * `flow`: a sign-in at the site of a provider. `exchange`: the outcome of that sign-in. `link`: an identity that waits for the
 * password of an account. `spent`: a token or nonce that must not be used again.
 */
export type TicketKind = (typeof TICKET_KINDS)[number];

/** A secret that works once and for a short time. */
export interface TicketRecord {
  /** `<kind>:<SHA-256 of the secret>` */
  _id: string;
  /** Encrypted JSON. Absent when only the secret matters. */
  data?: string;
  expireAt: Date;
}

export const TicketSchema = new Schema<TicketRecord>(
  {
    _id: { type: String, required: true },
    data: { ...sealed(DATA), required: false },
    expireAt: { type: Date, required: true },
  },
  { collection: 'oauth_tickets', versionKey: false },
);
