import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { HOUR, MINUTE, plus, SECOND } from '../../../common/time/durations.ts';
import { DeliveriesService, type NewDelivery } from './deliveries.service.ts';
import { DispatchService } from './dispatch.service.ts';

const smtpError = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

/** An SMTP server. It refuses the next `refuses` mails, and always refuses the address nobody@. */
class MailServer {
  readonly mails: { to: string[]; content: string }[] = [];
  refuses = 0;
  /** While true, the server refuses MAIL FROM. */
  distrusts = false;
  /** Is called while the server receives a mail. */
  meanwhile = (): void => undefined;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onMailFrom: (_address, _session, done) => done(this.distrusts ? smtpError(550, 'relaying denied') : null),
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('nobody@') ? smtpError(550, `no such user here: ${address}`) : null),
    onData: (stream, { envelope }, done) => {
      this.meanwhile();
      let content = '';
      stream.on('data', (chunk: Buffer) => (content += chunk.toString()));
      stream.on('end', () => {
        if (this.refuses-- > 0) return done(new Error('mailbox busy'));
        this.mails.push({ to: envelope.rcptTo.map(({ address }) => address), content });
        done();
      });
    },
  });

  async open(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server.server, 'listening');
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

const mail = new MailServer();
let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api', SMTP_URL: await mail.open(), MAIL_FROM: 'Grome <hello@grome.test>' });
  app.clock.set('2035-03-05T08:00:00.000Z');
});
beforeEach(() => mail.mails.splice(0));
afterAll(async () => {
  await app.close();
  await mail.close();
});

const deliveries = () => app.get(DeliveriesService);
const dispatch = () => app.get(DispatchService);
const email: NewDelivery = {
  userId: null,
  channel: 'email',
  to: 'carla@example.test',
  template: 'verify-code',
  language: 'en',
  data: { code: '012345', minutes: 10 },
};
const send = (more: Partial<NewDelivery> = {}) =>
  app.get(UnitOfWork).run(() => deliveries().send({ ...email, ...more }));
const rows = () => app.db.collection('deliveries').find<any>({}).sort({ _id: -1 }).toArray();

describe('an email', () => {
  it('is sent once, as text and HTML, with an id that stays the same', async () => {
    await send();
    await Promise.all([dispatch().sendDue(10), dispatch().sendDue(10)]);
    const [{ _id, sentAt, dueAt }] = await rows();
    expect(mail.mails).toHaveLength(1);
    const [{ to, content }] = mail.mails as [{ to: string[]; content: string }];
    expect(to).toEqual(['carla@example.test']);
    for (const part of ['012345', 'text/plain', 'text/html', 'From: Grome <hello@grome.test>', `<${_id}@grome.test>`])
      expect(content).toContain(part);
    expect([sentAt, dueAt]).toEqual([app.clock.now(), null]);
  });

  it('that is refused is tried again with growing pauses, and then given up', async () => {
    await send();
    mail.refuses = 2;
    expect(await dispatch().sendDue(10)).toBe(1);
    expect(await dispatch().sendDue(10)).toBe(0);
    app.clock.advance(5 * SECOND);
    expect(await dispatch().sendDue(10)).toBe(1);
    expect(mail.mails).toHaveLength(0);
    app.clock.advance(10 * SECOND);
    await dispatch().sendDue(10);
    expect(mail.mails).toHaveLength(1);
    await send();
    mail.refuses = 100;
    let tries = 0;
    for (let hours = 0; hours < 24; hours++) {
      tries += await dispatch().sendDue(10);
      app.clock.advance(HOUR);
    }
    mail.refuses = 0;
    expect(tries).toBe(13);
    expect((await rows())[0]).toMatchObject({ dueAt: null, sentAt: null, failure: expect.stringContaining('busy') });
  });

  it('to a mailbox that does not exist is given up at once', async () => {
    await send({ to: 'nobody@example.test' });
    expect(await dispatch().sendDue(10)).toBe(1);
    const [{ dueAt, sentAt, failure }] = await rows();
    expect([dueAt, sentAt, failure]).toEqual([null, null, expect.stringContaining('no such')]);
    // The address is sealed, but the failure is not. So the failure must not quote the address.
    expect(failure).not.toContain('nobody@');
  });

  it('is tried again when the server refuses the sender and not the mail', async () => {
    await send();
    mail.distrusts = true;
    await dispatch().sendDue(10);
    mail.distrusts = false;
    expect((await rows())[0]).toMatchObject({ sentAt: null, failure: expect.stringContaining('relaying') });
    app.clock.advance(5 * SECOND);
    await dispatch().sendDue(10);
    expect(mail.mails).toHaveLength(1);
  });

  it('is not begun by a worker that stops while it sends another email', async () => {
    await send();
    await send();
    const stopping = new AbortController();
    mail.meanwhile = () => stopping.abort();
    expect(await dispatch().sendDue(10, stopping.signal)).toBe(1);
    mail.meanwhile = () => undefined;
    expect(mail.mails).toHaveLength(1);
    expect(await dispatch().sendDue(10)).toBe(1);
  });

  it('whose worker died is sent by another worker', async () => {
    await send();
    await app.db
      .collection('deliveries')
      .updateOne({ dueAt: { $ne: null } }, { $set: { dueAt: plus(app.clock.now(), MINUTE) } });
    expect(await dispatch().sendDue(10)).toBe(0);
    app.clock.advance(MINUTE);
    expect(await dispatch().sendDue(10)).toBe(1);
    expect(mail.mails).toHaveLength(1);
  });

  it('is not sent when its unit of work does not commit', async () => {
    const failing = app.get(UnitOfWork).run(async () => {
      await deliveries().send(email);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await dispatch().sendDue(10)).toBe(0);
  });

  it('that lacks data for its template is refused at once', async () => {
    await expect(send({ data: { code: '1' } })).rejects.toThrow();
  });
});

it('an SMS without a provider stays in the inbox', async () => {
  await send({ channel: 'sms', to: '+447700900123' });
  await dispatch().sendDue(10);
  const [item] = await deliveries().inbox({ to: '+447700900123', limit: 20 });
  expect(item).toMatchObject({ channel: 'sms', text: expect.stringContaining('012345') });
  expect(item).not.toHaveProperty('html');
});
