import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../common/idempotency/canonical-json.ts';
import type { AuditEntry } from './audit.repository.ts';

/** Before the first entry. */
export const BEGINNING = { seq: 0, hash: '0'.repeat(64) } as const;
export interface Link {
  seq: number;
  hash: string;
}

/** SHA-256 over everything an entry says and the hash of the one before: none can be changed, moved or left out unseen. */
export const hashOf = ({ hash: _hash, at, ...entry }: AuditEntry): string =>
  createHash('sha256')
    .update(canonicalJson({ ...entry, at: at.toISOString() }))
    .digest('hex');

/** What is wrong with an entry that should follow `previous`; undefined: nothing. */
export function faultOf(entry: AuditEntry, previous: Link): string | undefined {
  if (entry.seq !== previous.seq + 1) return `entry ${previous.seq + 1} is missing`;
  if (entry.previousHash !== previous.hash) return `entry ${entry.seq} does not follow the one before it`;
  if (entry.hash !== hashOf(entry)) return `entry ${entry.seq} was changed`;
  return undefined;
}
