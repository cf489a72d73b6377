import { Schema } from 'mongoose';

/** One action of an admin. An entry is written once and carries the hash of the entry before it. */
export interface AuditRecord {
  /** The id of the event that the entry records, so that an event that is handled twice makes one entry. */
  _id: string;
  /** The number of the entry: 1, 2, 3 … without a gap. */
  seq: number;
  at: Date;
  actorId: string;
  /** The name of the event, for example `user.suspended`. */
  action: string;
  /** Ids and small values, but nothing that must be erased with a person. */
  details: Record<string, unknown>;
  previousHash: string;
  hash: string;
}

/** The end of the chain. */
export interface AuditHeadRecord {
  _id: 'head';
  seq: number;
  hash: string;
}

const text = { type: String, required: true };

export const AuditSchema = new Schema<AuditRecord>(
  {
    _id: text,
    seq: { type: Number, required: true },
    at: { type: Date, required: true },
    actorId: text,
    action: text,
    details: { type: Schema.Types.Mixed, required: true },
    previousHash: text,
    hash: text,
  },
  { collection: 'audit', versionKey: false, minimize: false },
);

export const AuditHeadSchema = new Schema<AuditHeadRecord>(
  { _id: text, seq: { type: Number, required: true }, hash: text },
  { collection: 'audit_head', versionKey: false },
);
