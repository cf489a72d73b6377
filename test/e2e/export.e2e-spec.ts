import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PersonalDataRegistry } from '../../src/common/privacy/personal-data.registry.ts';
import { PeriodicRunner } from '../../src/jobs/periodic-runner.ts';
import { LIMITS } from '../../src/common/limits/limits.ts';
import { ExportJobsService } from '../../src/modules/records/exports/export-jobs.service.ts';
import { ExportsRepository } from '../../src/modules/records/exports/exports.repository.ts';
import { ObjectStore } from '../../src/modules/files/uploads/stores/object-store.service.ts';
import { bootApp } from '../support/app.ts';
import { archiveAt } from '../support/archives.ts';
import { inboxOf, messageTo } from '../support/inbox.ts';
import { must, PASSWORD, signUp, type Person } from '../support/people.ts';
import { settled } from '../support/settled.ts';
import { objectsOf } from '../support/uploads.ts';
import { refusal, Visits } from '../support/visits.ts';

const [MINUTE, DAY] = [60_000, 86_400_000];
let visits: Visits;
let carla: Person;
beforeAll(async () => {
  visits = await Visits.open({ REFRESH_TOKEN_TTL_DAYS: '10000' });
});
beforeEach(async () => {
  await visits.app.db.collection('exports').deleteMany({});
  await rm(join(visits.app.config.DATA_DIR, 'uploads'), { recursive: true, force: true });
  carla = await visits.customer();
});
afterAll(() => visits.close());

const ask = (who = carla) => who.http.post('/me/export');
const state = async (who = carla) => (await must(who.http.get('/me/export'))).body;
const work = () => visits.app.get(PeriodicRunner).turn('exports');
const pass = (milliseconds: number) => visits.app.clock.advance(milliseconds);
const mails = (who = carla) => inboxOf(visits.admin, who.email, 'export-ready');
const record = (who = carla) => visits.app.db.collection<any>('exports').findOne({ _id: who.id });
/** Objects of exports; no other files are sent here. */
const objects = () => objectsOf(visits.app);
const linkIn = ({ text }: { text: string }) => /http\S+/.exec(text)![0];
const signIn = (who: Person) => must(visits.app.http.post('/auth/signin', { email: who.email, password: PASSWORD }));
async function ready(who = carla): Promise<{ url: string; availableUntil: string }> {
  await must(ask(who));
  await work();
  return state(who);
}

/** Does something else at the moment a worker writes an object, once. */
function whileWriting(meanwhile: () => Promise<unknown>): void {
  const store = visits.app.get(ObjectStore);
  const write = store.write.bind(store);
  store.write = async (...given) => {
    store.write = write;
    await meanwhile();
    await write(...given);
  };
}

/** The same at the moment the worker reads one of the files. */
function whileReading(name: string, meanwhile: () => Promise<unknown>, app = visits.app): void {
  const file = app.get(PersonalDataRegistry).files.find((one) => one.name === name)!;
  const rows = file.rows.bind(file);
  file.rows = async function* (...asked) {
    file.rows = rows;
    await meanwhile();
    yield* rows(...asked);
  };
}

async function erased(who: Person): Promise<void> {
  await must(who.http.delete('/me'));
  await visits.app.db
    .collection<any>('users')
    .updateOne({ _id: who.id }, { $set: { 'closing.dueAt': visits.app.clock.now() } });
  await visits.app.get(PeriodicRunner).turn('erasure');
  await settled(visits.app);
}

/** The object store refuses every object while `during` runs. */
async function withoutStore(during: () => Promise<void>): Promise<void> {
  const store = visits.app.get(ObjectStore);
  const write = store.write.bind(store);
  store.write = () => Promise.reject(new Error('the store is away'));
  await during().finally(() => (store.write = write));
}

describe('whoever asks for everything', () => {
  it('is told that it is prepared, then gets it by the app and by a mail', async () => {
    expect(await state()).toEqual({ status: 'none' });
    const answer = await ask();
    expect([answer.status, answer.body]).toEqual([202, { status: 'preparing' }]);
    expect(await state()).toEqual({ status: 'preparing' });
    await work();
    const availableUntil = new Date(visits.app.clock.now().getTime() + 3 * DAY).toISOString();
    expect(await state()).toEqual({ status: 'ready', url: expect.stringContaining('/files/'), availableUntil });
    const [mail] = await mails();
    expect(mail).toMatchObject({ channel: 'email', userId: carla.id });
    expect((await archiveAt(linkIn(mail))).rows('account')).toMatchObject([{ id: carla.id }]);
  });

  it('hears of it where it was proved to be read: by SMS, if it was the number', async () => {
    const phone = '+447700900601';
    await must(carla.http.post('/me/phone', { phone, password: PASSWORD }));
    const { data } = await messageTo(visits.admin, phone, 'verify-code');
    await must(carla.http.post('/auth/verify', { code: data.code }));
    await ready();
    expect(await mails()).toEqual([]);
    const [sms] = await inboxOf(visits.admin, phone, 'export-ready');
    expect((await fetch(linkIn(sms))).status).toBe(200);
  });

  it('saves a file whose name says what it is', async () => {
    const { headers } = await fetch((await ready()).url);
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('content-disposition')).toBe('attachment; filename="grome-export.zip"');
    expect(headers.get('cache-control')).toContain('no-store');
  });

  it('gets one, however often it is asked for while it is prepared', async () => {
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    const { key, askedAt } = await record();
    pass(MINUTE);
    await must(ask());
    expect(await record()).toMatchObject({ key, askedAt });
    await work();
    await work();
    expect([(await mails()).length, (await objects()).length]).toEqual([1, 1]);
  });

  it('gets a newer one in place of the one before', async () => {
    const { url } = await ready();
    pass(MINUTE);
    const { url: newer } = await ready();
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(newer)).status).toBe(200);
    expect(await objects()).toHaveLength(1);
  });

  it('cannot ask for more than a few a day', async () => {
    const app = await bootApp({ ROLES: 'api', RATE_LIMITS: 'on', TRUST_PROXY: '127.0.0.1' });
    try {
      const { token } = await signUp(app.http, 'customer');
      const http = app.http.with({ 'x-forwarded-for': '81.2.69.142' }).as(token);
      const finish = () => app.db.collection('exports').updateMany({}, { $set: { status: 'failed' } });
      for (let i = 0; i < LIMITS.export.points; i++, await finish())
        // The second time it is the same one.
        for (const _ of ['new', 'same']) expect((await http.post('/me/export')).status).toBe(202);
      const refused = await http.post('/me/export');
      expect(refusal(refused)).toEqual([429, 'too-many-requests']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(80_000);
      expect((await http.get('/me/export')).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});

describe('a link', () => {
  it('of the app works for five minutes, a new one is to be had each time', async () => {
    const { url } = await ready();
    pass(6 * MINUTE);
    expect((await fetch(url)).status).toBe(403);
    const { url: next } = await state();
    expect((await fetch(next)).status).toBe(200);
  });

  it('of the mail works until the export is over; then nothing is left', async () => {
    await ready();
    const link = linkIn((await mails())[0]);
    pass(3 * DAY - MINUTE);
    await work();
    expect((await fetch(link)).status).toBe(200);
    expect((await state()).status).toBe('ready');
    pass(MINUTE);
    expect((await fetch(link)).status).toBe(403);
    expect(await state()).toEqual({ status: 'none' });
    await work();
    expect([await record(), await objects()]).toEqual([null, []]);
  });

  it('that was changed opens nothing', async () => {
    const { url } = await ready();
    const [body, signature] = url.split('/files/')[1]!.split('.') as [string, string];
    const grant = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), until: 9_999_999_999 };
    const forged = Buffer.from(JSON.stringify(grant)).toString('base64url');
    expect((await fetch(url.replace(`${body}.${signature}`, `${forged}.${signature}`))).status).toBe(403);
  });
});

it('nobody sees or gets the export of another', async () => {
  const eve = await visits.customer();
  await ready(carla);
  expect(await state(eve)).toEqual({ status: 'none' });
  for (const path of [`/me/export?userId=${carla.id}`, `/me/export/${carla.id}`])
    expect((await eve.http.get(path)).body).not.toHaveProperty('url');
  const archive = await archiveAt((await ready(eve)).url);
  expect(archive.rows('account')).toMatchObject([{ id: eve.id }]);
  expect(archive.text).not.toContain(carla.id);
});

describe('a worker', () => {
  const claimed = () => {
    const now = visits.app.clock.now();
    return visits.app.get(ExportsRepository).takeDue(now, new Date(now.getTime() + 10 * MINUTE));
  };

  it('that dies in the middle is replaced when its lease ends', async () => {
    await must(ask());
    expect(await claimed()).toMatchObject({ id: carla.id });
    await work();
    expect(await state()).toEqual({ status: 'preparing' });
    pass(10 * MINUTE);
    await work();
    expect((await state()).status).toBe('ready');
    expect(await mails()).toHaveLength(1);
  });

  it('that was only slow tells nobody a second time and spoils nothing', async () => {
    await must(ask());
    whileWriting(async () => {
      pass(11 * MINUTE);
      await work();
    });
    await work();
    expect([(await mails()).length, (await objects()).length]).toEqual([1, 1]);
    expect((await fetch(linkIn((await mails())[0]))).status).toBe(200);
  });

  it('that takes long is not taken for dead as long as it reads', async () => {
    const attempts: number[] = [];
    const others = async () => {
      pass(6 * MINUTE);
      await work();
      attempts.push((await record()).attempts);
    };
    await must(ask());
    whileReading('bookings', others);
    whileReading('notifications', others);
    await work();
    expect(attempts).toEqual([1, 1]);
    expect(await mails()).toHaveLength(1);
  });

  it('that is stopped begins none', async () => {
    await must(ask());
    expect(await visits.app.get(ExportJobsService).workOff(5, AbortSignal.abort())).toBe(0);
    expect(await record()).toMatchObject({ attempts: 0 });
  });

  it('that is stopped breaks off what it makes, and the next makes it as if nothing had been', async () => {
    const other = await Visits.open({ SWEEP_INTERVAL_MS: '50' });
    try {
      const [begun, read] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const exports = () => other.app.db.collection<any>('exports').find({}).toArray();
      whileReading('bookings', () => (begun.resolve(), read.promise), other.app);
      for (const who of [await other.customer(), await other.customer()]) await must(ask(who));
      await begun.promise;
      const closed = other.app.app.close();
      read.resolve();
      await closed;
      const untouched = { status: 'preparing', attempts: 0, dueAt: other.app.clock.now() };
      expect(await exports()).toMatchObject([untouched, untouched]);
      expect(await objectsOf(other.app)).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('whose store is away tries again later and later, then gives up', async () => {
    await must(ask());
    await withoutStore(async () => {
      const waits: number[] = [];
      for (let before = visits.app.clock.now().getTime(); ;) {
        await work();
        if ((await state()).status !== 'preparing') break;
        const { dueAt } = await record();
        waits.push((dueAt.getTime() - before) / 1_000);
        before = dueAt.getTime();
        visits.app.clock.set(dueAt);
      }
      expect(waits).toEqual([30, 60, 120, 240, 480]);
    });
    expect(await state()).toEqual({ status: 'failed' });
    expect([await mails(), await objects()]).toEqual([[], []]);
    expect((await ready()).url).toBeDefined();
  });

  it('goes on once the store is back', async () => {
    await must(ask());
    await withoutStore(work);
    pass(MINUTE);
    await work();
    expect((await state()).status).toBe('ready');
  });

  it('that ends each time it tries is not started for ever', async () => {
    await must(ask());
    for (let i = 0; i < 6; i++, pass(10 * MINUTE)) expect(await claimed()).not.toBeNull();
    await work();
    expect(await state()).toEqual({ status: 'failed' });
    pass(3 * DAY);
    await work();
    expect(await record()).toBeNull();
  });
});

describe('of an account that is erased', () => {
  it('while its export is made, nothing is left and nothing is sent', async () => {
    await must(ask());
    whileWriting(() => erased(carla));
    await work();
    expect([await mails(), await objects()]).toEqual([[], []]);
    pass(11 * MINUTE);
    await work();
    expect(await record()).toBeNull();
  });

  it('while it is read, nothing is written any more', async () => {
    let writes = 0;
    await must(ask());
    whileReading('bookings', () => erased(carla));
    whileWriting(() => Promise.resolve(writes++));
    await work();
    expect([writes, await mails(), await objects()]).toEqual([0, [], []]);
    await ready(await visits.customer());
    expect(writes).toBe(1);
  });

  it('what a worker wrote who then died is found and removed', async () => {
    await must(ask());
    const now = visits.app.clock.now();
    const due = await visits.app.get(ExportsRepository).takeDue(now, new Date(now.getTime() + 10 * MINUTE));
    await erased(carla);
    await work();
    const object = { key: due!.key, contentType: 'application/zip' };
    await visits.app.get(ObjectStore).write(object, Buffer.from('half an hour late'));
    pass(10 * MINUTE);
    await work();
    expect([await record(), await objects()]).toEqual([null, []]);
  });

  it('the export goes with it, before its time', async () => {
    const { url } = await ready();
    await erased(carla);
    await work();
    expect([await record(), await objects()]).toEqual([null, []]);
    expect((await fetch(url)).status).not.toBe(200);
  });
});

describe('of an account that', () => {
  it('its owner closes, the export still comes: many ask for it and close', async () => {
    await must(ask());
    await must(carla.http.delete('/me'));
    await work();
    expect((await archiveAt(linkIn((await mails())[0]))).rows('account')).toMatchObject([{ id: carla.id }]);
  });

  const suspend = async (suspended: boolean) => {
    await must(visits.admin.http.patch(`/admin/users/${carla.id}`, { suspended }));
    await settled(visits.app);
  };

  it('is suspended, none is made: it may be in wrong hands', async () => {
    await must(ask());
    whileWriting(() => suspend(true));
    await work();
    expect([await mails(), await objects()]).toEqual([[], []]);
    await suspend(false);
    const again = visits.app.http.as((await signIn(carla)).body.accessToken);
    expect((await must(again.get('/me/export'))).body).toEqual({ status: 'none' });
    expect((await ready({ ...carla, http: again })).url).toBeDefined();
  });

  it('is suspended, the link that was sent ends', async () => {
    const { url } = await ready();
    await suspend(true);
    await work();
    expect([(await fetch(url)).status, await objects()]).toEqual([404, []]);
  });

  it('is suspended a moment before the end, is not written to, although nobody has been told yet', async () => {
    await must(ask());
    whileWriting(() =>
      visits.app.db
        .collection<any>('users')
        .updateOne({ _id: carla.id }, { $set: { suspendedAt: visits.app.clock.now() } }),
    );
    await work();
    expect([await mails(), await objects()]).toEqual([[], []]);
  });
});
