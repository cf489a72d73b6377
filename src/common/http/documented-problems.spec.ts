import { documentedOperations } from '../../../test/support/documented-problems.ts';
import { reachableProblems } from '../../../test/support/reachable-problems.ts';

/** Problems that guards, pipes, parsers and interceptors answer with. The code of handlers does not mention them. */
const AROUND = new Set([
  'validation-failed',
  'malformed-request',
  'unauthenticated',
  'payload-too-large',
  'unsupported-media-type',
  'idempotency-in-progress',
  'idempotency-mismatch',
  'too-many-requests',
  'internal-error',
]);

/** Problems that the code of a handler mentions but never answers with, by operation, and the reason. */
const NEVER: [why: string, codes: string[], operations: string[]][] = [
  [
    'Accounts are erased and never deleted, so whoever is signed in finds their own.',
    ['not-found'],
    [
      ...['MeController_get', 'MeController_change', 'PrivacyController_close'],
      ...['CredentialsController_verify', 'CredentialsController_resend', 'CredentialsController_reset'],
      ...['MyCredentialsController_changePassword', 'MyCredentialsController_changeEmail'],
      ...['MyCredentialsController_changePhone', 'MyIdentitiesController_link', 'OauthController_link'],
    ],
  ],
  [
    'Every barber has a profile, and only barbers come so far.',
    ['not-found'],
    [
      ...['profile', 'change', 'setServices', 'setHours', 'exceptions', 'setExceptions', 'setOnline'].map(
        (name) => `MyBarberController_${name}`,
      ),
      ...['TimeOffController_list', 'TimeOffController_create', 'BookingsController_createForGuest'],
      ...['MyVerificationController_get', 'MyVerificationController_submit'],
    ],
  ],
  [
    'A guest has no account, and so no other visits.',
    ['customer-busy', 'too-many-open-requests'],
    ['BookingsController_createForGuest'],
  ],
  ['A visit that moves is no new request.', ['too-many-open-requests'], ['BookingsController_reschedule']],
  [
    'In the table of transitions only `accept` needs the approval.',
    ['not-bookable'],
    ['decline', 'depart', 'start', 'complete', 'cancel', 'noShow'].map((verb) => `BookingsController_${verb}`),
  ],
  [
    'In the table of transitions only `start` and `no-show` can be too early.',
    ['too-early'],
    ['accept', 'decline', 'depart', 'complete', 'cancel'].map((verb) => `BookingsController_${verb}`),
  ],
  ['Both parties and admins may cancel.', ['forbidden'], ['BookingsController_cancel']],
  ['Only `unblock` asks who has blocked.', ['conversation-blocked'], ['ChatController_block']],
  ['Caught, and answered as `identity-unproven`.', ['id-token-invalid'], ['MyIdentitiesController_link']],
  [
    'Caught, and told to the website in the address that the browser is sent to.',
    ['id-token-invalid', 'provider-unavailable', 'provider-unreachable'],
    ['WebOauthController_finish', 'WebOauthController_finishForm'],
  ],
];

/** Operations that document `too-busy` although they do not use a unit of work: the documents assume one for every POST. */
const UNREACHED = ['WebOauthController_finishForm too-busy'];

describe('The problems of every operation in docs/openapi.json', () => {
  const reachable = reachableProblems();
  const never = new Set(
    NEVER.flatMap(([, codes, operations]) => operations.flatMap((id) => codes.map((code) => `${id} ${code}`))),
  );
  const documented = documentedOperations().flatMap(({ id, codes }) =>
    [...codes.values()].flat().map((code) => ({ id, code })),
  );
  const reached = documentedOperations().flatMap(({ id }) =>
    [...(reachable.get(id) ?? [])].map((code) => ({ id, code })),
  );
  const pairs = (found: { id: string; code: string }[]) =>
    found.filter(({ code }) => !AROUND.has(code)).map(({ id, code }) => `${id} ${code}`);

  it('name every problem that its code can reach, but those that are known never to get out', () => {
    const known = new Set(pairs(documented));
    expect(pairs(reached).filter((pair) => !known.has(pair) && !never.has(pair))).toEqual([]);
  });

  it('name no problem that its code cannot reach', () => {
    const real = new Set(pairs(reached));
    expect(pairs(documented).filter((pair) => !real.has(pair))).toEqual(UNREACHED);
  });

  it('leave out only what would else be missed', () => {
    const open = new Set(pairs(reached).filter((pair) => !pairs(documented).includes(pair)));
    expect([...never].filter((pair) => !open.has(pair))).toEqual([]);
  });
});
