import { z } from 'zod';
import { eachOnce, Id, text } from '../../../common/shapes/fields.ts';
import { listOf, pageOf, pageQuery } from '../../../common/shapes/pagination.ts';
import { VERIFICATION_STATUSES, type User } from '../users/user.types.ts';
import type { Submission } from './submissions.repository.ts';

const Status = z.enum(VERIFICATION_STATUSES);

/** `submittedAt`: of the submission that was looked at; when another was handed in since, nothing is decided. */
export const Decision = z
  .strictObject({ notes: text(1_000).or(z.literal('')).default(''), submittedAt: z.iso.datetime().optional() })
  .default({ notes: '' })
  .meta({ id: 'VerificationDecision' });
export type Decision = z.infer<typeof Decision>;

/** Ids of uploads, of purpose `id_document` and `certificate`, that are complete. */
export const SubmitVerification = z
  .strictObject({ idDocumentId: Id, certificateIds: z.array(Id).max(10).refine(eachOnce, 'each certificate once') })
  .meta({ id: 'SubmitVerification' });
export type SubmitVerification = z.infer<typeof SubmitVerification>;

/** Without `status`: every barber. */
export const ListVerifications = z.strictObject({ status: listOf(Status).optional(), ...pageQuery });
export type ListVerifications = z.infer<typeof ListVerifications>;
export const VerificationCursor = z.strictObject({ id: Id });

const submittedAt = z.iso.datetime().optional();
export const OwnVerificationView = z
  .object({ status: Status, notes: z.string(), submittedAt })
  .meta({ id: 'OwnVerification' });
export type OwnVerificationView = z.infer<typeof OwnVerificationView>;

export const VerificationView = z
  .object({ userId: z.string(), name: z.string(), status: Status, notes: z.string(), submittedAt })
  .meta({ id: 'Verification' });
export type VerificationView = z.infer<typeof VerificationView>;
export const VerificationPage = pageOf(VerificationView).meta({ id: 'VerificationPage' });
export type VerificationPage = z.infer<typeof VerificationPage>;

/** `url`: once it is ready, for 60 seconds. */
export const DocumentView = z
  .object({
    id: z.string(),
    purpose: z.string(),
    contentType: z.string(),
    status: z.enum(['checking', 'ready', 'refused']),
    reason: z.string().optional(),
    url: z.string().optional(),
  })
  .meta({ id: 'VerificationDocument' });
export type DocumentView = z.infer<typeof DocumentView>;
export const VerificationDetail = VerificationView.extend({ documents: z.array(DocumentView) }).meta({
  id: 'VerificationDetail',
});
export type VerificationDetail = z.infer<typeof VerificationDetail>;

type Handed = Submission | null | undefined;
const whenHandedIn = (submission: Handed) => submission && { submittedAt: submission.submittedAt.toISOString() };

export const toOwnVerificationView = (
  { status, notes }: User['verification'],
  submission: Handed,
): OwnVerificationView => ({ status, notes, ...whenHandedIn(submission) });

export const toVerificationView = ({ id, name, verification }: User, submission: Handed): VerificationView => ({
  userId: id,
  name,
  ...toOwnVerificationView(verification, submission),
});
