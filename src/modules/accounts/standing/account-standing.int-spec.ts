import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import {
  must,
  openShop,
  PASSWORD,
  signUp,
  signUpAdmin,
  type Person,
  type Shop,
} from '../../../../test/support/people.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { UsersService } from '../users/users.service.ts';
import { AccountStandingService } from './account-standing.service.ts';

/** No worker runs, so that a test itself says when the worker handles `user.reopened`. */
let app: TestApp;
let admin: Person;
let shop: Shop;
beforeAll(async () => {
  app = await bootApp({ PASSWORD_HASH_ROUNDS: '4', ROLES: 'api' });
  admin = await signUpAdmin(app);
});
beforeEach(async () => {
  shop = await openShop(app, admin);
});
afterAll(() => app.close());

const suspend = (who: Person, suspended: boolean) => must(admin.http.patch(`/admin/users/${who.id}`, { suspended }));
const close = async (who: Person) => {
  const { body } = await must(signIn(who));
  await must(app.http.as(body.accessToken).delete('/me'));
};
const signIn = (who: Person) => app.http.post('/auth/signin', { email: who.email, password: PASSWORD });
const reopen = (who: Person) => app.get(UnitOfWork).run(() => app.get(AccountStandingService).reopen(who.id));
const profile = async (who: Person) => {
  const { approved, suspended, bookable } = (await app.db.collection('barbers').findOne({ userId: who.id }))!;
  return { approved, suspended, bookable };
};
const HIDDEN = { approved: true, suspended: true, bookable: false };
const SHOWN = { approved: true, suspended: false, bookable: true };

describe('the profile of a barber', () => {
  it('stays hidden when an admin reinstates an account that its owner closed', async () => {
    await close(shop);
    await suspend(shop, true);
    await suspend(shop, false);
    expect(await profile(shop)).toEqual(HIDDEN);
    await must(signIn(shop));
    await reopen(shop);
    expect(await profile(shop)).toEqual(SHOWN);
  });

  it('stays hidden when an admin suspends its owner before the worker hears that the owner came back', async () => {
    await close(shop);
    await must(signIn(shop));
    await suspend(shop, true);
    await reopen(shop);
    expect(await profile(shop)).toEqual(HIDDEN);
    await suspend(shop, false);
    expect(await profile(shop)).toEqual(SHOWN);
  });

  it('stays hidden when its owner closes again before the worker hears that the owner came back', async () => {
    await close(shop);
    await close(shop);
    await reopen(shop);
    expect(await profile(shop)).toEqual(HIDDEN);
  });

  it('is hidden when a suspended customer becomes a barber, until the account is reinstated', async () => {
    const carla = await signUp(app.http, 'customer');
    await suspend(carla, true);
    await must(admin.http.patch(`/admin/users/${carla.id}`, { role: 'barber' }));
    await must(admin.http.post(`/admin/verifications/${carla.id}/approve`, {}));
    expect(await profile(carla)).toMatchObject({ approved: true, suspended: true });
    await suspend(carla, false);
    expect(await profile(carla)).toMatchObject({ approved: true, suspended: false });
  });
});

it('a sign-in that began before the account was closed reopens it, too', async () => {
  const account = (await app.get(UsersService).findByLogin({ email: shop.email }))!;
  await close(shop);
  const user = await app.get(UnitOfWork).run(() => app.get(UsersService).markSignIn(account));
  expect(user).not.toHaveProperty('closing');
  const facts = { 'payload.userId': shop.id, name: /^user\.(closed|reopened)$/ };
  const recorded = await app.db.collection('outbox').find(facts).sort({ _id: 1 }).toArray();
  expect(recorded.map(({ name }) => name)).toEqual(['user.closed', 'user.reopened']);
});

describe('the last admin cannot close the account', () => {
  it.each([
    ['has closed their account', {}],
    ['has been erased', { erasedAt: new Date() }],
  ])('when the other admin %s', async (_what, more) => {
    const other = await signUpAdmin(app);
    await close(other);
    if ('erasedAt' in more)
      await app.db.collection('users').updateOne({ _id: other.id as never }, { $set: more, $unset: { closing: 1 } });
    expect(await admin.http.delete('/me')).toMatchObject({ status: 409, body: { code: 'last-admin' } });
  });
});

it('no standing changes outside a unit of work, where half of the change could stay', () => {
  expect(() => app.get(AccountStandingService).close(shop.id, 0)).toThrow('unit of work');
});
