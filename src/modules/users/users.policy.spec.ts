import { countsAsAdmin, isOwnAccount } from './users.policy.ts';

describe('who may change an account', () => {
  it('others may, its owner may not', () => {
    expect(isOwnAccount({ id: 'a' }, { id: 'a' })).toBe(true);
    expect(isOwnAccount({ id: 'a' }, { id: 'b' })).toBe(false);
  });

  it.each([
    ['admin', null, true],
    ['admin', new Date(), false],
    ['barber', null, false],
    ['customer', null, false],
  ] as const)('%s, suspended at %s: an admin who can act: %s', (role, suspendedAt, expected) => {
    expect(countsAsAdmin({ role, suspendedAt })).toBe(expected);
  });
});
