import { bootApp, type TestApp } from '../support/app.ts';
import { planOf } from '../support/plan-of.ts';
import { openShop, signUp, signUpAdmin } from '../support/people.ts';
import { BarbersRepository } from '../../src/modules/shop/barbers/barbers.repository.ts';
import { ListingsRepository } from '../../src/modules/shop/barbers/listings/listings.repository.ts';
import { BookingsRepository } from '../../src/modules/booking/bookings/bookings.repository.ts';
import { ChatRepository } from '../../src/modules/chat/chat.repository.ts';
import { CalendarsRepository } from '../../src/modules/shop/calendars/calendars.repository.ts';
import { DevicesRepository } from '../../src/modules/notify/devices/devices.repository.ts';
import { NotificationsRepository } from '../../src/modules/notify/notifications/notifications.repository.ts';
import { CatalogueRepository } from '../../src/modules/shop/catalogue/catalogue.repository.ts';
import { TimeOffRepository } from '../../src/modules/shop/time-off/time-off.repository.ts';
import { FieldCrypto } from '../../src/common/crypto/field-crypto.ts';
import { OutboxRepository } from '../../src/common/events/outbox.repository.ts';
import { UsersRepository } from '../../src/modules/accounts/users/users.repository.ts';
import { newId } from '../../src/common/database/ids.ts';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api', MAX_OPEN_REQUESTS: 'off' });
  await fill();
});
afterAll(() => app.close());

const [barberId, customerId, conversationId] = [newId(), newId(), newId()];
const soon = new Date('2035-03-05T12:00:00Z');
const later = (minutes: number) => new Date(soon.getTime() + minutes * 60_000);

const owners = () => Array.from({ length: 5 }, (_, i) => ownerId(i));
const ownerId = (i: number) => String(i).padStart(24, '0');
const blindIndex = (i: number) => String(i).padStart(43, '0');
const phone = (i: number) => `+4477009${String(i).padStart(5, '0')}`;

/** A few hundred rows of each kind, so that a plan is a choice. */
async function fill(): Promise<void> {
  const admin = await signUpAdmin(app);
  const shop = await openShop(app, admin);
  const customer = await signUp(app.http, 'customer');
  app.clock.set('2035-03-05T08:00:00Z');
  const token = await app.http.post('/auth/signin', { email: customer.email, password: 'Correct-horse-1' });
  const [serviceId] = shop.services.map((service) => service.serviceId);
  const body = { barberId: shop.barberId, serviceIds: [serviceId], startAt: soon, paymentMethod: 'in_person' };
  const made = await app.http.as(token.body.accessToken).post('/bookings', body);
  const bookings = app.db.collection<any>('bookings');
  const template = await bookings.findOne({ _id: made.body.id });
  const statuses = ['requested', 'accepted', 'completed', 'completed', 'completed', 'cancelled'];
  const times = (i: number) => ({
    scheduledAt: later(i),
    claimedFrom: later(i),
    endAt: later(i + 30),
    claimedTo: later(i + 30),
  });
  await bookings.insertMany(
    Array.from({ length: 400 }, (_, i) => ({
      ...template,
      _id: newId(),
      ...times(i),
      status: statuses[i % 6],
      expiresAt: i % 6 ? null : later(i),
      customerId: i % 4 ? newId() : customerId,
      barberId: i % 3 ? newId() : barberId,
      barberUserId: i % 3 ? newId() : barberId,
      conversationId: i % 20 ? newId() : conversationId,
    })),
  );
  const rows = (count: number, make: (i: number) => object) =>
    Array.from({ length: count }, (_, i) => ({ _id: newId(), ...make(i) })) as any[];
  const barbers = app.db.collection<any>('barbers');
  const barber = await barbers.findOne({ _id: shop.barberId });
  await barbers.insertMany(rows(100, (i) => ({ ...barber, _id: newId(), userId: ownerId(i), osmId: `node/${i}` })));
  const users = app.db.collection<any>('users');
  const account = await users.findOne({ _id: customer.id });
  await users.insertMany(
    rows(100, (i) => ({
      ...account,
      _id: newId(),
      email: `${i}@example.test`,
      phone: app.get(FieldCrypto).seal('users.phone', phone(i)),
    })),
  );
  await app.db.collection('outbox').insertMany(
    rows(300, (i) => ({
      name: 'user.registered',
      payload: {},
      at: soon,
      sentAt: i < 10 ? null : later(i),
      doneAt: i < 40 ? null : later(i + 1),
    })),
  );
  await app.db.collection('devices').insertMany(
    rows(100, (i) => ({
      userId: i % 20 ? newId() : customerId,
      sessionId: newId(),
      platform: 'ios',
      token: { value: 'k1:x', index: [blindIndex(i)] },
      seenAt: later(i),
    })),
  );
  await app.db.collection('notifications').insertMany(
    rows(200, (i) => ({
      userId: i % 5 ? newId() : customerId,
      template: 'welcome',
      data: {},
      createdAt: soon,
      readAt: null,
      about: `conversation:${i}`,
    })),
  );
  await app.db.collection('time_off').insertMany(
    rows(100, (i) => ({
      barberId: i % 5 ? newId() : barberId,
      startAt: later(i),
      endAt: later(i + 60),
      reason: null,
      createdAt: soon,
    })),
  );
  const read = { customer: 0, barber: 0 };
  await app.db.collection('conversations').insertMany(
    rows(200, (i) => ({
      customerId,
      barberId,
      barberUserId: newId(),
      read,
      unread: read,
      lastNumber: 1,
      blockedBy: [],
      parties: [i % 5 ? newId() : customerId, newId()],
      activityAt: later(i),
    })),
  );
  await app.db.collection('messages').insertMany(
    rows(300, (i) => ({
      conversationId: i % 3 ? newId() : conversationId,
      number: i + 1,
      senderId: customerId,
      clientId: `c${i}`,
      text: app.get(FieldCrypto).encrypt('messages.text', 'x'),
      at: soon,
    })),
  );
  await app.db.collection('calendars').insertMany(
    rows(100, (i) => ({
      version: 1,
      busy: [{ bookingId: newId(), kind: 'booking', start: soon, end: later(30), until: i % 10 ? null : soon }],
    })).map((row, i) => ({
      ...row,
      _id: `${barberId}:2036-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + Math.floor(i / 12)).padStart(2, '0')}`,
    })),
  );
  await app.db.collection('services').insertMany(
    rows(100, (i) => ({
      name: `Trim ${i}`,
      description: '',
      category: 'hair',
      duration: 30,
      price: { amount: 1, currency: 'GBP' },
      tokens: [i % 20 ? 'trim' : 'shave'],
    })),
  );
}

/**
 * Collection, index, and the query for which a migration declares it. `sorts`: in the index’s order, without a sort of its own.
 */
const QUERIES: [string, () => Promise<unknown>, boolean][] = [
  ['bookings.expiry', () => app.get(BookingsRepository).findExpired(later(200), 100), true],
  ['bookings.customer_list', () => app.get(BookingsRepository).list({ userId: customerId }, 21), true],
  [
    'bookings.customer_list',
    () => app.get(BookingsRepository).list({ userId: customerId, from: soon, to: later(300) }, 21),
    true,
  ],
  ['bookings.barber_list', () => app.get(BookingsRepository).list({ userId: barberId }, 21), true],
  [
    'bookings.barber_list',
    () =>
      app
        .get(BookingsRepository)
        .list({ userId: barberId, status: ['completed'] }, 21, { scheduledAt: later(200), id: newId() }),
    true,
  ],
  ['bookings.customer_active', () => app.get(BookingsRepository).findActiveOf(customerId), false],
  ['bookings.conversation', () => app.get(BookingsRepository).findPair(conversationId), false],
  ['bookings.conversation', () => app.get(BookingsRepository).findPairVisits([conversationId, ...owners()]), true],
  ['conversations.party_list', () => app.get(ChatRepository).list(customerId, 21), true],
  [
    'conversations.party_list',
    () => app.get(ChatRepository).list(customerId, 21, { activityAt: later(100), id: newId() }),
    true,
  ],
  ['messages.conversation_number', () => app.get(ChatRepository).listMessages(conversationId, 21, 200), true],
  ['messages.client_id', () => app.get(ChatRepository).findByClientId(conversationId, customerId, 'c3'), false],
  ['calendars.lapsed', () => app.get(CalendarsRepository).findLapsed(later(10), 500), false],
  ['outbox.unsent', () => app.get(OutboxRepository).findUnsent(500), false],
  ['outbox.undone', () => app.get(OutboxRepository).findUndone(later(1_000), 500), true],
  ['notifications.user_list', () => app.get(NotificationsRepository).list(customerId, 21), true],
  ['notifications.user_about', () => app.get(NotificationsRepository).hasUnread(customerId, 'conversation:5'), false],
  ['time_off.barber_list', () => app.get(TimeOffRepository).list(barberId, later(20), 21), true],
  ['barbers.user', () => app.get(BarbersRepository).findByUser(ownerId(7)), false],
  ['barbers.user', () => app.get(ListingsRepository).findUsers([ownerId(7), ownerId(8)]), false],
  ['barbers.osm', () => app.get(ListingsRepository).findByOsmIds(['node/7', 'node/8']), false],
  ['users.email', () => app.get(UsersRepository).findByLogin({ email: '7@example.test' }), false],
  ['users.email', () => app.get(UsersRepository).findByEmails(['7@example.test', '8@example.test']), false],
  ['users.phone', () => app.get(UsersRepository).findByLogin({ phone: phone(7) }), false],
  ['devices.user', () => app.get(DevicesRepository).list(customerId, 20), true],
  ['devices.token', () => app.get(DevicesRepository).findByToken([blindIndex(7), blindIndex(8)]), false],
  ['services.tokens', () => app.get(CatalogueRepository).list(['shav'], 21), false],
  ['services.text', () => app.get(CatalogueRepository).searchText('trim', 21), false],
];

it('no calendar day ever dies of age', async () => {
  const indexes = await app.db.collection('calendars').indexes();
  expect(indexes.filter(({ expireAfterSeconds }) => expireAfterSeconds !== undefined)).toEqual([]);
});

describe('every query of the hot paths uses the index that was made for it', () => {
  it.each(QUERIES)('%s', async (name, query, sorts) => {
    const [collection, index] = name.split('.') as [string, string];
    const { key } = (await app.db.collection(collection).indexes()).find((one) => one.name === index)!;
    const { plan, sorted, examined, found } = await planOf(app.db, query);
    expect(plan).toContain(
      `IXSCAN { ${Object.entries(key)
        .map(([field, way]) => `${field}: ${typeof way === 'string' ? `"${way}"` : way}`)
        .join(', ')} }`,
    );
    if (sorts) expect(sorted).toBe(true);
    expect(found).toBeGreaterThan(0);
    // Filters that are no part of the index may cost some; nothing reads everything.
    expect(examined).toBeLessThanOrEqual(found * 6);
  });

  it('and no index of these collections is without a query', async () => {
    const used = new Set(QUERIES.map(([name]) => name));
    const unused: string[] = [];
    for (const collection of [
      'bookings',
      'calendars',
      'conversations',
      'messages',
      'outbox',
      'inbox',
      'idempotency',
      'notifications',
      'time_off',
      'services',
    ]) {
      for (const { name, expireAfterSeconds } of await app.db.collection(collection).indexes())
        if (name !== '_id_' && expireAfterSeconds === undefined && !used.has(`${collection}.${name}`))
          unused.push(`${collection}.${name}`);
    }
    // For reports by barber and time, which are still to come.
    expect(unused).toEqual(['bookings.barber_time']);
  });
});
