import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../common/idempotency/canonical-json.ts';
import type { AuditEntry } from './audit.repository.ts';

/** The end of an empty chain. */
export const BEGINNING = { seq: 0, hash: '0'.repeat(64) } as const;

/** The part of an entry that the next entry follows. */
export interface Link {
  seq: number;
  hash: string;
}

/**
 * Returns the SHA-256 of the whole entry, which includes the hash of the entry before it. So no entry can be changed, moved or
 * removed unnoticed.
 */
export const hashOf = ({ hash: _hash, at, ...entry }: AuditEntry): string =>
  createHash('sha256')
    .update(canonicalJson({ ...entry, at: at.toISOString() }))
    .digest('hex');

/** Returns what is wrong with an entry that should follow `previous`; undefined when nothing is wrong. */
export function faultOf(entry: AuditEntry, previous: Link): string | undefined {
  if (entry.seq !== previous.seq + 1) return `entry ${previous.seq + 1} is missing`;
  if (entry.previousHash !== previous.hash) return `entry ${entry.seq} does not follow the one before it`;
  if (entry.hash !== hashOf(entry)) return `entry ${entry.seq} was changed`;
  return undefined;
}
