import { randomUUID } from 'node:crypto';
import { PersonalDataRegistry } from '../../src/common/privacy/personal-data.registry.ts';
import { FieldCrypto } from '../../src/common/crypto/field-crypto.ts';
import { exported, type Archive } from '../support/archives.ts';
import { messageTo } from '../support/inbox.ts';
import { must, openEveryDay, PASSWORD, type Person, type Shop } from '../support/people.ts';
import { settled } from '../support/settled.ts';
import { collectionsIn, tracesOf } from '../support/traces.ts';
import { readyUpload } from '../support/uploads.ts';
import { AT_HOME, day, plusMinutes, SHOP_OF_BOTH_KINDS, Visits } from '../support/visits.ts';

const [CARLA_PHONE, DAN_PHONE, GUEST_PHONE] = ['+447700900501', '+447700900502', '+447700900503'];
let visits: Visits;
let carla: Person;
let dan: Person;
let shop: Shop;
let booking: any;
let avatarId: string;
let documentId: string;
let ofCarla: Archive;
let ofShop: Archive;

async function withPhone(who: Person, phone: string): Promise<void> {
  await must(who.http.post('/me/phone', { phone, password: PASSWORD }));
  const { data } = await messageTo(visits.admin, phone, 'verify-code');
  await must(who.http.post('/auth/verify', { code: data.code }));
}
const personalData = () => visits.app.get(PersonalDataRegistry);
const subjects = () => personalData().files;
const leftOut = () => personalData().notExported;
const write = (who: Person, text: string, attachmentIds?: string[]) =>
  must(
    who.http.post(`/conversations/${booking.conversationId}/messages`, { clientId: randomUUID(), text, attachmentIds }),
  );

/** A customer who did everything a customer can do. */
async function liveAsCustomer(): Promise<void> {
  await withPhone(carla, CARLA_PHONE);
  const device = { name: 'Carla’s very phone', platform: 'ios' };
  await must(visits.app.http.post('/auth/signin', { email: carla.email, password: PASSWORD, device }));
  await must(carla.http.post('/me/devices', { token: 'push-token-of-carla', platform: 'ios' }));
  avatarId = await readyUpload(carla, { purpose: 'avatar' });
  await must(carla.http.patch('/me', { avatarId, preferences: { language: 'cy' } }));
  const google = { provider: 'google' as const, userId: carla.id, createdAt: visits.app.clock.now() };
  await visits.app.db.collection<any>('identities').insertOne({ _id: 'google:carla-at-google', ...google });
  const location = { ...AT_HOME, address: 'carla-home-lane 1' };
  booking = await visits.accepted(carla, shop, { location, note: 'my dog bites' });
  await write(carla, 'a word of carla', [await readyUpload(carla, { purpose: 'chat' })]);
  await must(carla.http.post(`/conversations/${booking.conversationId}/report`, { reason: 'rude in my eyes' }));
}

/** A barber who did everything a barber can do. */
async function liveAsBarber(): Promise<void> {
  await must(shop.http.put('/barbers/me/exceptions', [{ date: '2035-12-25', closed: true }]));
  const startAt = day(40, '10:00');
  await must(shop.http.post('/barbers/me/time-off', { startAt, endAt: plusMinutes(startAt, 60), reason: 'dentist' }));
  await must(visits.guest(shop, day(41, '10:00'), { guest: { name: 'Gus Guest', phone: GUEST_PHONE } }));
  await visits.booked(dan, shop, { location: { ...AT_HOME, address: 'dan-secret-lane 1' } });
  await write(shop, 'a word of the barber');
  documentId = await readyUpload(shop);
  // What was approved in the test's beginning is looked at once more.
  await must(visits.admin.http.post(`/admin/verifications/${shop.id}/reject`, { notes: 'blurred diploma' }));
  await must(shop.http.put('/barbers/me/verification', { idDocumentId: documentId, certificateIds: [] }));
}

beforeAll(async () => {
  visits = await Visits.open({ REFRESH_TOKEN_TTL_DAYS: '10000', UPLOAD_POLL_MS: '20' });
  [carla, dan] = [await visits.customer('Carla Complete'), await visits.customer('Dan Discreet')];
  shop = await visits.shop({ ...SHOP_OF_BOTH_KINDS, bio: 'The famous Zebulon' }, openEveryDay());
  await withPhone(dan, DAN_PHONE);
  await liveAsCustomer();
  await liveAsBarber();
  await settled(visits.app);
  ofCarla = await exported(visits.app, carla);
  ofShop = await exported(visits.app, shop);
}, 60_000);
afterAll(() => visits.close());

describe('a customer finds in the export', () => {
  it('the account, its preferences and addresses', () => {
    const [account, ...others] = ofCarla.rows('account');
    expect(others).toEqual([]);
    expect(account).toMatchObject({ id: carla.id, name: 'Carla Complete', email: carla.email, phone: CARLA_PHONE });
    expect(account).toMatchObject({ avatarId, preferences: { language: 'cy' } });
  });

  it('devices and the accounts elsewhere that open this one', () => {
    expect(ofCarla.rows('sessions').map(({ device }) => device?.name)).toContain('Carla’s very phone');
    expect(ofCarla.rows('known-devices')).toHaveLength(2);
    expect(ofCarla.rows('devices')).toEqual([{ platform: 'ios', seenAt: expect.any(String) }]);
    expect(ofCarla.rows('identities')).toEqual([expect.objectContaining({ subject: 'carla-at-google' })]);
  });

  it('the visit with the way home and the note', () => {
    const [visit] = ofCarla.rows('bookings');
    expect(visit).toMatchObject({ id: booking.id, status: 'accepted', note: 'my dog bites', payment: booking.payment });
    expect(visit.location.address).toBe('carla-home-lane 1');
  });

  it('the conversation with the words of both, and what was reported', () => {
    expect(ofCarla.rows('conversations')).toEqual([expect.objectContaining({ id: booking.conversationId })]);
    const said = ofCarla.rows('messages').map(({ senderId, text }) => [senderId, text]);
    expect(said).toEqual([
      [shop.id, 'a word of the barber'],
      [carla.id, 'a word of carla'],
    ]);
    expect(ofCarla.rows('reports')).toEqual([expect.objectContaining({ reason: 'rude in my eyes' })]);
  });

  it('the files, by links that work without a token', async () => {
    const files = ofCarla.rows('uploads');
    expect(files.map(({ purpose }) => purpose)).toEqual(['avatar', 'chat']);
    expect(ofCarla.rows('messages').flatMap(({ attachmentIds = [] }) => attachmentIds)).toEqual([files[1].id]);
    for (const { url } of files) expect((await fetch(url)).headers.get('content-type')).toBe('image/jpeg');
  });

  it('what the platform told and sent, without the codes in it', () => {
    expect(ofCarla.rows('notifications').map(({ template }) => template)).toContain('booking-accepted');
    const sent = ofCarla.rows('deliveries');
    expect(sent.map(({ template, to }) => [template, to])).toContainEqual(['verify-code', CARLA_PHONE]);
    expect(sent.filter((one) => 'data' in one || 'text' in one)).toEqual([]);
  });

  it('a word on each file, and on what is left out', () => {
    expect(ofCarla.names).toHaveLength(1 + subjects().length);
    for (const name of ofCarla.names.filter((one) => one !== 'README.txt')) expect(ofCarla.text).toContain(`${name}: `);
    for (const reason of Object.values(leftOut())) expect(ofCarla.text).toContain(reason);
  });
});

describe('a barber finds in the export', () => {
  it('the profile with prices, hours and exceptions, and the time off', () => {
    const [profile] = ofShop.rows('barber');
    expect(profile).toMatchObject({ id: shop.barberId, bio: 'The famous Zebulon', address: '1 Corn Street, Bristol' });
    expect(profile.services).toHaveLength(2);
    expect(profile.availability.monday).toMatchObject({ startTime: '00:00' });
    expect(profile.exceptions).toEqual([{ date: '2035-12-25', closed: true }]);
    expect(ofShop.rows('time-off')).toEqual([expect.objectContaining({ reason: 'dentist' })]);
  });

  it('every visit as barbers see it: the customer’s number and place once it was accepted, not before', () => {
    const byName = new Map(ofShop.rows('bookings').map((row) => [row.customer?.name ?? row.guest?.name, row]));
    expect(byName.get('Carla Complete')).toMatchObject({ customer: { phone: CARLA_PHONE }, note: 'my dog bites' });
    expect(byName.get('Gus Guest').guest).toEqual({ name: 'Gus Guest', phone: GUEST_PHONE });
    expect(byName.get('Dan Discreet').customer).toEqual({ name: 'Dan Discreet' });
    expect(ofShop.text).not.toContain(DAN_PHONE);
    expect(ofShop.text).not.toContain('dan-secret-lane');
  });

  it('what was handed in to be verified, and what admins decided, not who they are', () => {
    expect(ofShop.rows('verification')).toEqual([expect.objectContaining({ idDocumentId: documentId })]);
    // Named, not opened: links in a mail live for days.
    const [document] = ofShop.rows('uploads');
    expect(document).toMatchObject({ id: documentId, purpose: 'id_document' });
    expect(document).not.toHaveProperty('url');
    const decided = ofShop.rows('audit').map(({ by, action }) => [by, action]);
    expect(decided).toEqual([
      ['an admin', 'verification.rejected'],
      ['an admin', 'verification.approved'],
    ]);
    expect(ofShop.text).not.toContain(visits.admin.id);
  });
});

describe('in no export is', () => {
  it('whom a former admin decided about', async () => {
    const archive = await exported(visits.app, visits.admin);
    expect(archive.rows('audit')).toContainEqual({
      at: expect.any(String),
      by: 'you',
      action: 'verification.approved',
    });
    expect(JSON.stringify(archive.rows('audit'))).not.toContain(shop.id);
  });

  it('anything about somebody one has nothing to do with', async () => {
    const { text } = await exported(visits.app, dan);
    for (const word of [carla.id, 'Carla Complete', CARLA_PHONE, GUEST_PHONE, 'a word of', 'dentist'])
      expect(text).not.toContain(word);
  });

  it('a secret: no password, token or code, not even as a hash', async () => {
    const { db } = visits.app;
    const secrets: string[] = [PASSWORD, carla.token, shop.token];
    for (const { passwordHash } of await db.collection('users').find().toArray()) secrets.push(passwordHash);
    for (const { currentHash, parentHash } of await db.collection('sessions').find().toArray())
      secrets.push(currentHash, ...(parentHash ? [parentHash] : []));
    for (const { hash } of await db.collection('codes').find().toArray()) secrets.push(hash);
    for (const { _id } of await db.collection<any>('known_devices').find().toArray()) secrets.push(_id.split(':')[1]);
    for (const { sentKey } of await db.collection('uploads').find().toArray())
      secrets.push(visits.app.get(FieldCrypto).decrypt('uploads.sentKey', sentKey));
    const sealed = await db.collection('deliveries').find({ template: 'verify-code' }).toArray();
    const codes = sealed.map(
      ({ data }) => JSON.parse(visits.app.get(FieldCrypto).decrypt('deliveries.data', data)).code,
    );
    expect(codes.length).toBeGreaterThan(3);
    expect(secrets.length).toBeGreaterThan(15);
    for (const { text } of [ofCarla, ofShop]) {
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
      expect(codes.filter((code) => new RegExp(`(?<![\\w.-])${code}(?![\\w.-])`).test(text))).toEqual([]);
    }
  });
});

describe('nothing is forgotten:', () => {
  const wordsOf = (who: Person): string[] =>
    who === carla
      ? [
          carla.id,
          carla.email,
          CARLA_PHONE,
          carla.name,
          'carla-home-lane',
          'my dog bites',
          'a word of carla',
          'rude in',
        ]
      : [
          shop.id,
          shop.barberId,
          shop.email,
          shop.name,
          'Zebulon',
          'dentist',
          'a word of the barber',
          'blurred diploma',
        ];
  const decided = () => [...subjects().flatMap(({ collections }) => collections), ...Object.keys(leftOut())];

  const undecided = async (who: Person): Promise<string[]> => {
    const known = new Set(decided());
    const named = collectionsIn(await tracesOf(visits.app, wordsOf(who)));
    expect(named.length).toBeGreaterThan(12);
    return named.filter((name) => !known.has(name));
  };

  it('every collection that names a person is in the export, or left out for a reason', async () => {
    expect([await undecided(carla), await undecided(shop)]).toEqual([[], []]);
  });

  it('or the test before this one finds it', async () => {
    const fresh = visits.app.db.collection('something_new');
    await fresh.insertOne({ about: { person: carla.id } });
    expect([await undecided(carla), await undecided(shop)]).toEqual([['something_new'], []]);
    await fresh.drop();
  });

  it('every file has rows where its collection names the person', async () => {
    for (const [who, archive] of [
      [carla, ofCarla],
      [shop, ofShop],
    ] as const) {
      const named = collectionsIn(await tracesOf(visits.app, wordsOf(who)));
      const empty = subjects().filter(
        ({ name, collections }) => collections.some((one) => named.includes(one)) && !archive.rows(name).length,
      );
      expect(empty.map(({ name }) => name)).toEqual([]);
    }
  });

  it('every collection is decided about, also one in which nobody is named here, and none that is not there', async () => {
    const there = (await visits.app.db.listCollections().toArray()).map(({ name }) => name);
    const { impersonal } = visits.app.get(PersonalDataRegistry);
    expect([...decided(), ...impersonal].sort()).toEqual(there.sort());
  });
});
