import { z } from 'zod';
import { Id, text } from '../../common/http/fields.ts';
import { listOf, pageOf, pageQuery } from '../../common/http/pagination.ts';
import { VERIFICATION_STATUSES } from '../users/user-standing.service.ts';
import type { User } from '../users/user-standing.service.ts';

const Status = z.enum(VERIFICATION_STATUSES);

export const Decision = z
  .strictObject({ notes: text(1_000).or(z.literal('')).default('') })
  .default({ notes: '' })
  .meta({ id: 'VerificationDecision' });
export type Decision = z.infer<typeof Decision>;

/** Without `status`: every barber. */
export const ListVerifications = z.strictObject({ status: listOf(Status).optional(), ...pageQuery });
export type ListVerifications = z.infer<typeof ListVerifications>;
export const VerificationCursor = z.strictObject({ id: Id });

export const OwnVerificationView = z.object({ status: Status, notes: z.string() }).meta({ id: 'OwnVerification' });
export type OwnVerificationView = z.infer<typeof OwnVerificationView>;

export const VerificationView = z
  .object({ userId: z.string(), name: z.string(), status: Status, notes: z.string() })
  .meta({ id: 'Verification' });
export type VerificationView = z.infer<typeof VerificationView>;
export const VerificationPage = pageOf(VerificationView).meta({ id: 'VerificationPage' });
export type VerificationPage = z.infer<typeof VerificationPage>;

export const toVerificationView = ({ id, name, verification }: User): VerificationView => ({
  userId: id,
  name,
  ...verification,
});
