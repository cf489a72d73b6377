import { Schema } from 'mongoose';

/** What somebody with special rights did. Written once; each entry carries the hash of the one before it. */
export interface AuditRecord {
  /** The fact it was made from: told twice, it is one entry. */
  _id: string;
  /** 1, 2, 3 … without a gap. */
  seq: number;
  at: Date;
  actorId: string;
  /** Such as `user.suspended`. */
  action: string;
  /** Ids and small values; nothing that would have to be erased with a person. */
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
