import { judge } from './fcm-refusal.ts';

const fcm = (errorCode: string) => ({ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode });
const violation = (field: string) => ({
  '@type': 'type.googleapis.com/google.rpc.BadRequest',
  fieldViolations: [{ field, description: 'Invalid value' }],
});
const body = (status: string, ...details: object[]) => ({ error: { code: 0, message: 'x', status, details } });

describe('an answer of FCM', () => {
  it.each([
    ['the app was removed', 404, body('NOT_FOUND', fcm('UNREGISTERED')), 'gone'],
    ['the token is of another project', 403, body('PERMISSION_DENIED', fcm('SENDER_ID_MISMATCH')), 'gone'],
    ['something is wrong, without naming it', 400, body('INVALID_ARGUMENT', fcm('INVALID_ARGUMENT')), 'undeliverable'],
    [
      'the token is not a token',
      400,
      body('INVALID_ARGUMENT', violation('message.token'), fcm('INVALID_ARGUMENT')),
      'gone',
    ],
    ['the message is wrong', 400, body('INVALID_ARGUMENT', violation('message.data[0].value')), 'undeliverable'],
    [
      'the token and the message are wrong',
      400,
      body('INVALID_ARGUMENT', violation('message.token'), violation('message.data'), fcm('INVALID_ARGUMENT')),
      'undeliverable',
    ],
    [
      'the message is wrong, in FCM’s words',
      400,
      body('INVALID_ARGUMENT', fcm('INVALID_ARGUMENT'), violation('message.data')),
      'undeliverable',
    ],
    ['we may not send', 403, body('PERMISSION_DENIED'), 'later'],
    ['our project does not exist', 404, body('NOT_FOUND'), 'later'],
    ['our access has expired', 401, body('UNAUTHENTICATED'), 'later'],
    ['Apple does not trust our certificate', 401, body('UNAUTHENTICATED', fcm('THIRD_PARTY_AUTH_ERROR')), 'later'],
    ['we send too much', 429, body('RESOURCE_EXHAUSTED', fcm('QUOTA_EXCEEDED')), 'later'],
    ['FCM is down', 503, '<html>', 'later'],
  ])('that says %s', (_what, status, answer, outcome) => expect(judge(status, answer).outcome).toBe(outcome));
});
