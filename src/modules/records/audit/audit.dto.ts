import { z } from 'zod';
import { Id } from '../../../common/shapes/fields.ts';
import { pageOf, pageQuery } from '../../../common/shapes/pagination.ts';
import type { AuditEntry } from './audit.repository.ts';

export const ListAudit = z.strictObject({
  actorId: Id.optional(),
  action: z.string().max(100).optional(),
  ...pageQuery,
});
export type ListAudit = z.infer<typeof ListAudit>;

export const AuditView = z
  .object({
    id: z.string(),
    seq: z.int(),
    at: z.iso.datetime(),
    actorId: z.string(),
    action: z.string(),
    details: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditView = z.infer<typeof AuditView>;
export const AuditPage = pageOf(AuditView).meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;

export const toAuditView = ({ id, seq, at, actorId, action, details, hash }: AuditEntry): AuditView => ({
  id,
  seq,
  at: at.toISOString(),
  actorId,
  action,
  details,
  hash,
});
