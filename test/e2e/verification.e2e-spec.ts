import { PeriodicRunner } from '../../src/jobs/periodic-runner.ts';
import { eventually } from '../support/eventually.ts';
import { inboxOf, messageTo } from '../support/inbox.ts';
import { must, openEveryDay, PASSWORD, signUp, type Person } from '../support/people.ts';
import {
  checked,
  declare,
  documentsOf,
  objectsOf,
  PDF,
  photo,
  readyUpload,
  send,
  uploaded,
} from '../support/uploads.ts';
import { refusal, Visits } from '../support/visits.ts';

const DAY = 86_400_000;
let visits: Visits;
let admin: Person;
let ben: Person;
beforeAll(async () => {
  visits = await Visits.open({
    UPLOAD_POLL_MS: '20',
    VERIFICATION_DOCUMENT_DAYS: '30',
    REFRESH_TOKEN_TTL_DAYS: '10000',
  });
  admin = visits.admin;
});
afterAll(() => visits.close());
beforeEach(async () => {
  ben = await signUp(visits.app.http, 'barber');
});

const handIn = (who: Person, idDocumentId: string, certificateIds: string[] = []) =>
  who.http.put('/barbers/me/verification', { idDocumentId, certificateIds });
const handedIn = async (who: Person) => (await must(handIn(who, await readyUpload(who)))).body;
const standing = async (who: Person) => (await must(who.http.get('/barbers/me/verification'))).body;
const decide = (who: Person, verb: 'approve' | 'reject', notes = '') =>
  must(admin.http.post(`/admin/verifications/${who.id}/${verb}`, { notes }));
const told = async (who: Person): Promise<any[]> =>
  (await must(who.http.get('/events?since=0'))).body.events.filter(
    ({ name }: { name: string }) => name === 'verification.updated',
  );

describe('a barber who signs up', () => {
  it('hands in documents, is approved by an admin who looked at them, and gets a first booking', async () => {
    const service = { category: 'hair', duration: 30, price: { amount: 1_500, currency: 'GBP' } };
    const { id: serviceId } = (await must(admin.http.post('/services', { name: 'First cut', ...service }))).body;
    await must(ben.http.patch('/barbers/me', { location: { type: 'Point', coordinates: [-2.58, 51.45] } }));
    await must(ben.http.put('/barbers/me/services', [{ serviceId, price: service.price, duration: 30 }]));
    await must(ben.http.put('/barbers/me/availability', openEveryDay()));
    const carla = await visits.customer();
    const { id: barberId } = (await must(ben.http.get('/barbers/me'))).body;
    const booking = { barberId, serviceIds: [serviceId], startAt: visits.nextStart(), paymentMethod: 'in_person' };
    expect(refusal(await carla.http.post('/bookings', booking))).toEqual([422, 'not-bookable']);

    const passport = await uploaded(ben, await photo(100), { purpose: 'id_document' });
    const diploma = await uploaded(ben, PDF, { purpose: 'certificate', contentType: 'application/pdf' });
    expect((await handIn(ben, passport, [diploma])).body).toMatchObject({ status: 'pending', notes: '' });
    await Promise.all([checked(ben, passport), checked(ben, diploma)]);

    const { items } = (await must(admin.http.get('/admin/verifications?status=pending'))).body;
    expect(items).toContainEqual(expect.objectContaining({ userId: ben.id, submittedAt: expect.any(String) }));
    const documents = await documentsOf(admin, ben.id);
    expect(documents).toMatchObject([
      { id: passport, purpose: 'id_document', contentType: 'image/jpeg', status: 'ready' },
      { id: diploma, purpose: 'certificate', contentType: 'application/pdf', status: 'ready' },
    ]);
    for (const { url } of documents) expect((await fetch(url)).status).toBe(200);

    await decide(ben, 'approve', 'Welcome');
    expect(await standing(ben)).toMatchObject({ status: 'approved', notes: 'Welcome' });
    expect(await carla.http.post('/bookings', booking)).toMatchObject({ status: 201, body: { status: 'requested' } });
  });

  it('hears of every step, and is notified of the decision', async () => {
    await handedIn(ben);
    await decide(ben, 'reject', 'The photograph is dark');
    expect((await told(ben)).map(({ data }) => [data.status, data.notes])).toEqual([
      ['pending', ''],
      ['rejected', 'The photograph is dark'],
    ]);
    await eventually(async () => {
      const { items } = (await must(ben.http.get('/notifications'))).body;
      expect(items).toContainEqual(expect.objectContaining({ template: 'verification-rejected' }));
    });
  });

  it('is told by email and on every device, unless the barber wants none', async () => {
    await must(ben.http.post('/me/devices', { token: `token-of-${ben.id}`, platform: 'ios' }));
    await handedIn(ben);
    await decide(ben, 'reject', 'The photograph is dark');
    expect(await messageTo(admin, ben.email, 'verification-rejected')).toMatchObject({
      channel: 'email',
      text: expect.stringContaining('The photograph is dark'),
    });
    await messageTo(admin, `token-of-${ben.id}`, 'verification-rejected');
    await must(ben.http.patch('/me', { preferences: { notifications: { email: false } } }));
    await decide(ben, 'approve');
    await messageTo(admin, `token-of-${ben.id}`, 'verification-approved');
    expect(await inboxOf(admin, ben.email, 'verification-approved')).toEqual([]);
  });

  it('is told on no device who wants no push messages', async () => {
    await must(ben.http.post('/me/devices', { token: `token-of-${ben.id}`, platform: 'ios' }));
    await must(ben.http.patch('/me', { preferences: { notifications: { push: false } } }));
    await decide(ben, 'approve');
    // Both would be written at once.
    await messageTo(admin, ben.email, 'verification-approved');
    expect(await inboxOf(admin, `token-of-${ben.id}`, 'verification-approved')).toEqual([]);
  });

  it('is told by SMS where that is the address that was proved', async () => {
    const [email, phone] = [`typo-${ben.email}`, `+4477009${String(Date.now() % 100_000).padStart(5, '0')}`];
    const person = { email, phone, password: PASSWORD, name: 'Bea', role: 'barber' };
    const { user, accessToken } = (await must(visits.app.http.post('/auth/signup', person))).body;
    const { code } = (await messageTo(admin, phone, 'verify-code')).data;
    await must(visits.app.http.as(accessToken).post('/auth/verify', { code }));
    await decide(user, 'approve', 'Welcome');
    expect(await messageTo(admin, phone, 'verification-approved')).toMatchObject({ channel: 'sms' });
    expect(await inboxOf(admin, email, 'verification-approved')).toEqual([]);
  });

  it('who was rejected hands in again; who is approved does not', async () => {
    await handedIn(ben);
    await decide(ben, 'reject', 'Blurred');
    expect(await handedIn(ben)).toMatchObject({ status: 'pending', notes: '' });
    await decide(ben, 'approve');
    expect(refusal(await handIn(ben, await readyUpload(ben)))).toEqual([409, 'approved-already']);
    await decide(ben, 'reject', 'Withdrawn');
    expect(await handedIn(ben)).toMatchObject({ status: 'pending' });
  });

  it('is not approved for documents that were replaced while an admin looked at the first', async () => {
    const looked = (await handedIn(ben)).submittedAt;
    visits.app.clock.advance(1_000);
    const { submittedAt } = await handedIn(ben);
    for (const verb of ['approve', 'reject']) {
      const late = await admin.http.post(`/admin/verifications/${ben.id}/${verb}`, { submittedAt: looked });
      expect(refusal(late)).toEqual([409, 'submission-changed']);
    }
    expect(await standing(ben)).toMatchObject({ status: 'pending' });
    await must(admin.http.post(`/admin/verifications/${ben.id}/approve`, { submittedAt }));
    expect(await standing(ben)).toMatchObject({ status: 'approved' });
  });

  it.each(['approve', 'reject'])('who is unknown is told as such, whatever an admin looked at (%s)', async (verb) => {
    const submittedAt = new Date(0).toISOString();
    const customer = await visits.customer();
    for (const id of ['0'.repeat(24), customer.id])
      expect(refusal(await admin.http.post(`/admin/verifications/${id}/${verb}`, { submittedAt }))).toEqual([
        404,
        'not-found',
      ]);
  });

  it('is rejected with the reason when a document turns out to be none', async () => {
    const fake = await uploaded(ben, Buffer.from('<html>'), { contentType: 'image/png' });
    expect((await handIn(ben, fake)).status).toBe(200);
    await eventually(async () =>
      expect(await standing(ben)).toMatchObject({ status: 'rejected', notes: 'This is not image/png.' }),
    );
    expect((await told(ben)).at(-1)).toMatchObject({ data: { status: 'rejected' } });
    expect((await handIn(ben, fake)).body).toMatchObject({ status: 'rejected', notes: 'This is not image/png.' });
  });

  it('cannot hand in what is not complete, for something else, or of somebody else', async () => {
    const other = await signUp(visits.app.http, 'barber');
    const ids = [
      (await declare(ben, {})).id,
      await readyUpload(ben, { purpose: 'certificate' }),
      await readyUpload(other),
      '0'.repeat(24),
    ];
    for (const id of ids) expect(refusal(await handIn(ben, id))).toEqual([422, 'upload-not-usable']);
    expect(await standing(ben)).toEqual({ status: 'none', notes: '' });
  });
});

describe('documents', () => {
  it('are opened by admins only, for a minute, and each opening is written down', async () => {
    await handedIn(ben);
    for (const who of [ben, await visits.customer()])
      expect((await who.http.get(`/admin/verifications/${ben.id}`)).status).toBe(403);
    const [{ id, url }] = await documentsOf(admin, ben.id);
    await documentsOf(admin, ben.id);
    await eventually(async () => {
      const { items } = (await must(admin.http.get('/admin/audit?action=verification.document-opened'))).body;
      const mine = items.filter(({ details }: any) => details.userId === ben.id);
      expect(mine).toEqual(
        Array(2).fill(expect.objectContaining({ actorId: admin.id, details: { userId: ben.id, uploadId: id } })),
      );
    });
    visits.app.clock.advance(60_000);
    expect((await fetch(url)).status).toBe(403);
  });

  it('have no link while they are being checked', async () => {
    const bytes = await photo();
    const { id, upload } = await declare(ben, { size: bytes.length });
    await send(upload, bytes);
    // As if the worker had not come to it yet.
    await visits.app.db
      .collection<any>('uploads')
      .updateOne({ _id: id }, { $set: { status: 'checking', dueAt: null } });
    await must(handIn(ben, id));
    expect(await documentsOf(admin, ben.id)).toEqual([
      { id, purpose: 'id_document', contentType: 'image/jpeg', status: 'checking' },
    ]);
  });

  it('are kept while they wait, and deleted thirty days after the decision', async () => {
    const before = (await objectsOf(visits.app)).length;
    await handedIn(ben);
    visits.app.clock.advance(40 * DAY);
    expect(await documentsOf(admin, ben.id)).toHaveLength(1);
    await decide(ben, 'approve');
    visits.app.clock.advance(29 * DAY);
    expect(await documentsOf(admin, ben.id)).toHaveLength(1);
    visits.app.clock.advance(DAY);
    await eventually(async () => expect(await documentsOf(admin, ben.id)).toEqual([]));
    await eventually(async () => expect((await objectsOf(visits.app)).length).toBeLessThanOrEqual(before));
    expect(await standing(ben)).toMatchObject({ status: 'approved', submittedAt: expect.any(String) });
  });

  it('that were replaced before a decision go at once', async () => {
    const first = await readyUpload(ben);
    await must(handIn(ben, first));
    await handedIn(ben);
    await eventually(async () => expect((await ben.http.get(`/uploads/${first}`)).status).toBe(404));
  });

  it('and every other file go with the account', async () => {
    await handedIn(ben);
    await readyUpload(ben, { purpose: 'avatar' });
    await must(ben.http.delete('/me'));
    visits.app.clock.advance(31 * DAY);
    await visits.app.get(PeriodicRunner).turn('erasure');
    for (const [name, filter] of [
      ['uploads', { ownerId: ben.id }],
      ['verification_submissions', { _id: ben.id }],
    ] as const)
      await eventually(async () => expect(await visits.app.db.collection<any>(name).countDocuments(filter)).toBe(0));
  });

  it('go at once when somebody is no barber any more', async () => {
    const id = await readyUpload(ben);
    await must(handIn(ben, id));
    await must(admin.http.patch(`/admin/users/${ben.id}`, { role: 'customer' }));
    await eventually(async () =>
      expect(await visits.app.db.collection<any>('uploads').countDocuments({ _id: id })).toBe(0),
    );
  });
});
