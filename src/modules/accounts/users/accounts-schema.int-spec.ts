import type { Document } from 'mongodb';
import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { newId } from '../../../common/database/ids.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { SessionsService } from '../auth/sessions/sessions.service.ts';
import { UserDirectoryService } from './user-directory.service.ts';
import { UsersService } from './users.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
});
afterAll(() => app.close());

const user = (more: Document = {}): Document => ({
  _id: newId(),
  email: `${newId()}@example.org`,
  name: 'Pat',
  role: 'customer',
  emailVerified: false,
  phoneVerified: false,
  verification: { status: 'none', notes: '' },
  suspendedAt: null,
  createdAt: new Date(),
  ...more,
});
const session = (more: Document = {}): Document => ({
  _id: newId(),
  userId: newId(),
  role: 'customer',
  generation: 0,
  currentHash: 'h'.repeat(43),
  parentHash: null,
  expireAt: new Date(Date.now() + 60_000),
  ...more,
});
const phone = (index = (newId() + newId()).slice(0, 43)): Document => ({
  phone: { value: app.get(FieldCrypto).encrypt('users.phone', '+447700900123'), index: [index] },
});
const insert = (collection: string, document: Document) =>
  app.db
    .collection(collection)
    .insertOne(document as never)
    .then(
      () => 'stored',
      (error: { code: number }) => error.code,
    );
const REFUSED = 121;
const DUPLICATE = 11_000;

describe('the database itself', () => {
  it('takes accounts with an email address, a phone number, both or neither, many of each', async () => {
    const { email: _none, ...neither } = user();
    for (let copy = 0; copy < 2; copy++) {
      for (const account of [user(), user(phone()), { ...neither, ...phone() }, neither]) {
        expect(await insert('users', { ...account, _id: newId() })).toBe('stored');
      }
    }
  });

  it.each([
    ['an address in capitals', { email: 'Pat@example.org' }],
    ['a readable phone number', { phone: { value: '+447700900123', index: ['i'.repeat(43)] } }],
    ['a phone number that is not an encrypted one', { phone: '+447700900123' }],
    ['a readable password', { passwordHash: 'hunter22' }],
    ['a hash that does not say how it was made', { passwordHash: `$2b$12$${'x'.repeat(53)}` }],
    ['a role there is not', { role: 'owner' }],
    ['a verification there is not', { verification: { status: 'maybe' } }],
  ])('refuses an account with %s', async (_what, more) => {
    expect(await insert('users', user(more))).toBe(REFUSED);
  });

  it.each([
    ['no end', { expireAt: null }],
    ['a refresh token in clear', { currentHash: `${'a'.repeat(24)}.0.${'A'.repeat(43)}` }],
    ['a role there is not', { role: 'owner' }],
  ])('refuses a session with %s', async (_what, more) => {
    expect(await insert('sessions', session())).toBe('stored');
    expect(await insert('sessions', session(more))).toBe(REFUSED);
  });

  it('keeps one account per address', async () => {
    const [email, index] = [`${newId()}@example.org`, 'p'.repeat(43)];
    expect(await insert('users', user({ email, ...phone(index) }))).toBe('stored');
    expect(await insert('users', user({ email }))).toBe(DUPLICATE);
    expect(await insert('users', user({ phone: { value: 'k1:y', index: [index] } }))).toBe(DUPLICATE);
  });

  it('answers every question about accounts and sessions from an index', async () => {
    const [users, directory, sessions] = [
      app.get(UsersService),
      app.get(UserDirectoryService),
      app.get(SessionsService),
    ];
    await app.db.command({ profile: 2 });
    await users.findByLogin({ email: 'pat@example.org' });
    await users.findByLogin({ phone: '+447700900123' });
    await users.namesOf([newId()]);
    await directory.list({ role: 'barber', beforeId: newId(), limit: 20 });
    await directory.list({ limit: 20 });
    await directory.listBarbers(['pending', 'rejected'], 20, newId());
    await app.get(UnitOfWork).run(() => sessions.endAllOf(newId()));
    await app.db.command({ profile: 0 });
    const operations = await app.db
      .collection('system.profile')
      .find({ ns: /\.(users|sessions)$/ })
      .toArray();
    expect(operations.length).toBeGreaterThanOrEqual(7);
    for (const { command, planSummary, hasSortStage } of operations) {
      expect([JSON.stringify(command), planSummary, hasSortStage]).toEqual([
        expect.any(String),
        expect.stringMatching(/^(IXSCAN|IDHACK)/),
        undefined,
      ]);
    }
  });
});
