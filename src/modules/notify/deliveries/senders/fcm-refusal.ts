import { z } from 'zod';

const FCM_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
/** FCM's codes for a token that no message will ever reach. */
const GONE = new Set(['UNREGISTERED', 'SENDER_ID_MISMATCH']);
/** This code also means a dead token, if FCM names the token as the only wrong field. */
const WRONG = 'INVALID_ARGUMENT';

const Detail = z.object({
  '@type': z.string(),
  errorCode: z.string().optional(),
  fieldViolations: z.array(z.object({ field: z.string() })).optional(),
});
const Refusal = z.object({ error: z.object({ status: z.string(), details: z.array(Detail).optional() }) });

/** `gone`: the token is dead. `undeliverable`: the message is wrong. `later`: another attempt may help. */
export interface Verdict {
  outcome: 'gone' | 'undeliverable' | 'later';
  code: string;
}

/**
 * Judges a refusal of FCM (https://firebase.google.com/docs/cloud-messaging/error-codes). Only FCM's own error detail proves that
 * a token is dead. A plain 403 or 404 is about our rights or our project, and an invalid argument without a field may be anywhere
 * in the message.
 */
export function judge(status: number, body: unknown): Verdict {
  const { error } = Refusal.safeParse(body).data ?? {};
  const details = error?.details ?? [];
  const code = details.find((detail) => detail['@type'] === FCM_ERROR)?.errorCode;
  const fields = details.flatMap(({ fieldViolations = [] }) => fieldViolations.map(({ field }) => field));
  const isOnlyTheToken = fields.every((field) => field === 'message.token');
  const isGone = code !== undefined && (GONE.has(code) || (code === WRONG && fields.length > 0));
  if (isGone && isOnlyTheToken) return { outcome: 'gone', code };
  return { outcome: status === 400 ? 'undeliverable' : 'later', code: code ?? error?.status ?? '' };
}
