import { z } from 'zod';

const FCM_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
/** FCM's own words for a token that no message will ever reach. */
const GONE = new Set(['UNREGISTERED', 'SENDER_ID_MISMATCH']);
/** The same, if it names the token and nothing else. */
const WRONG = 'INVALID_ARGUMENT';

const Detail = z.object({
  '@type': z.string(),
  errorCode: z.string().optional(),
  fieldViolations: z.array(z.object({ field: z.string() })).optional(),
});
const Refusal = z.object({ error: z.object({ status: z.string(), details: z.array(Detail).optional() }) });

/** `gone`: the token is dead; `hopeless`: the message is wrong; `later`: another try may help. */
export interface Verdict {
  outcome: 'gone' | 'hopeless' | 'later';
  code: string;
}

/**
 * What an answer of FCM means (https://firebase.google.com/docs/cloud-messaging/error-codes). Only FCM's own detail condemns a token:
 * a plain 403 or 404 is about our rights or our project, and an invalid argument may be anywhere in the message unless it says where.
 */
export function judge(status: number, body: unknown): Verdict {
  const { error } = Refusal.safeParse(body).data ?? {};
  const details = error?.details ?? [];
  const code = details.find((detail) => detail['@type'] === FCM_ERROR)?.errorCode;
  const fields = details.flatMap(({ fieldViolations = [] }) => fieldViolations.map(({ field }) => field));
  const isOnlyTheToken = fields.every((field) => field === 'message.token');
  const isGone = code !== undefined && (GONE.has(code) || (code === WRONG && fields.length > 0));
  if (isGone && isOnlyTheToken) return { outcome: 'gone', code };
  return { outcome: status === 400 ? 'hopeless' : 'later', code: code ?? error?.status ?? '' };
}
