import { countsAsAdmin, isOwnAccount, profileStandingOf } from './users.policy.ts';

describe('who may change an account', () => {
  it('another admin may, the owner may not', () => {
    expect(isOwnAccount({ id: 'a' }, { id: 'a' })).toBe(true);
    expect(isOwnAccount({ id: 'a' }, { id: 'b' })).toBe(false);
  });

  const at = new Date();
  it.each([
    ['admin', {}, true],
    ['admin', { suspendedAt: at }, false],
    ['admin', { closing: { at, dueAt: at } }, false],
    ['admin', { erasedAt: at }, false],
    ['barber', {}, false],
    ['customer', {}, false],
  ] as const)('%s with %j: an admin who can act: %s', (role, changes, expected) => {
    expect(countsAsAdmin({ role, suspendedAt: null, ...changes })).toBe(expected);
  });
});

describe('what the profile of a barber says about its owner', () => {
  const barber = {
    role: 'barber',
    verification: { status: 'approved', notes: '' },
    suspendedAt: null,
  } satisfies Parameters<typeof profileStandingOf>[0];
  const at = new Date();
  const closing = { at, dueAt: at };

  it.each([
    ['nothing else', {}, { approved: true, suspended: false }],
    ['suspended', { suspendedAt: at }, { approved: true, suspended: true }],
    ['closed', { closing }, { approved: true, suspended: true }],
    ['suspended and closed', { suspendedAt: at, closing }, { approved: true, suspended: true }],
    ['erased', { erasedAt: at }, { approved: true, suspended: true }],
    ['rejected', { verification: { status: 'rejected', notes: '' } }, { approved: false, suspended: false }],
    ['a customer now', { role: 'customer' }, { approved: false, suspended: false }],
  ] as const)('of an approved barber who is %s', (_what, changes, expected) => {
    expect(profileStandingOf({ ...barber, ...changes })).toEqual(expected);
  });
});
