import { z } from 'zod';
import { eachOnce, Id, text } from '../../../common/shapes/fields.ts';
import { listOf, pageOf, pageQuery } from '../../../common/shapes/pagination.ts';
import { VERIFICATION_STATUSES, type User } from '../users/user.types.ts';
import type { Submission } from './submissions.repository.ts';

const Status = z.enum(VERIFICATION_STATUSES);

/** `submittedAt` is the time of the submission that the admin saw. A newer submission stops the decision. */
export const Decision = z
  .strictObject({ notes: text(1_000).or(z.literal('')).default(''), submittedAt: z.iso.datetime().optional() })
  .default({ notes: '' })
  .meta({ id: 'VerificationDecision' });
export type Decision = z.infer<typeof Decision>;

/** Ids of complete uploads with the purposes `id_document` and `certificate`. */
export const SubmitVerification = z
  .strictObject({ idDocumentId: Id, certificateIds: z.array(Id).max(10).refine(eachOnce, 'each certificate once') })
  .meta({ id: 'SubmitVerification' });
export type SubmitVerification = z.infer<typeof SubmitVerification>;

/** Without `status`, the list contains every barber. */
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

/** `url` is present when the document is ready, and works for 60 seconds. */
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

type MaybeSubmission = Submission | null | undefined;
const submissionTime = (submission: MaybeSubmission) =>
  submission && { submittedAt: submission.submittedAt.toISOString() };

export const toOwnVerificationView = (
  { status, notes }: User['verification'],
  submission: MaybeSubmission,
): OwnVerificationView => ({ status, notes, ...submissionTime(submission) });

export const toVerificationView = (
  { id, name, verification }: User,
  submission: MaybeSubmission,
): VerificationView => ({
  userId: id,
  name,
  ...toOwnVerificationView(verification, submission),
});
