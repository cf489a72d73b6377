import { bootApp, type TestApp } from '../../../../../test/support/app.ts';
import { TwilioDouble } from '../../../../../test/support/twilio-double.ts';
import { UnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { DAY } from '../../../../common/time/durations.ts';
import { DeliveriesService } from '../deliveries.service.ts';
import { DispatchService } from '../dispatch.service.ts';

const NUMBER = '+447700900123';
let twilio: TwilioDouble;
let app: TestApp;
const boot = async (more: Record<string, string> = {}) => {
  app = await bootApp({ ROLES: 'api', ...twilio.settings, ...more });
  app.clock.set('2035-03-05T08:00:00.000Z');
};
beforeAll(async () => {
  twilio = await TwilioDouble.open();
  await boot();
});
beforeEach(() => {
  twilio.messages.splice(0);
  twilio.asked = 0;
});
afterAll(async () => {
  await app.close();
  await twilio.close();
});

/** Stores an SMS, attempts to send it once, and returns the stored delivery. */
async function sent(to = NUMBER): Promise<any> {
  const what = { template: 'verify-code', language: 'en', data: { code: '012345', minutes: 10 } } as const;
  await app.get(UnitOfWork).run(() => app.get(DeliveriesService).send({ userId: null, channel: 'sms', to, ...what }));
  await tryAgain();
  return newest();
}
const tryAgain = () => app.get(DispatchService).sendDue(10);
const newest = () => app.db.collection('deliveries').findOne({}, { sort: { _id: -1 } });

describe('an SMS', () => {
  it('is sent through Twilio, from our number, without a subject', async () => {
    expect(await sent()).toMatchObject({ dueAt: null, sentAt: app.clock.now(), failure: null });
    const text = expect.stringMatching(/^012345 is your Grome code/);
    expect(twilio.messages).toEqual([{ To: NUMBER, From: '+15005550006', Body: text }]);
  });

  it.each([
    ['does not exist', 21211],
    ['answered STOP', 21610],
    ['cannot receive SMS', 21614],
  ])('to a number that %s is given up at once, and the number stays secret', async (_why, code) => {
    twilio.next.push({ status: 400, code });
    const given = await sent();
    expect(given).toMatchObject({ dueAt: null, sentAt: null, failure: `Twilio answered 400, error ${code}` });
    app.clock.advance(DAY);
    expect(await tryAgain()).toBe(0);
    expect(twilio.asked).toBe(1);
  });

  it.each([
    ['has too much to do', { status: 429, code: 20429 }],
    ['is broken', { status: 503, code: 20503 }],
    ['does not accept our token', { status: 401, code: 20003 }],
    ['does not accept our number', { status: 400, code: 21606 }],
  ])('is tried again when Twilio %s', async (_why, refusal) => {
    twilio.next.push(refusal);
    expect(await sent()).toMatchObject({ sentAt: null, dueAt: new Date(app.clock.now().getTime() + 5_000) });
    app.clock.advance(5_000);
    await tryAgain();
    expect(await newest()).toMatchObject({ attempts: 2, sentAt: app.clock.now() });
    expect(twilio.messages).toHaveLength(1);
  });

  it('is tried again when the answer is lost, and may arrive twice', async () => {
    twilio.next.push('lost');
    expect(await sent()).toMatchObject({ sentAt: null });
    app.clock.advance(5_000);
    await tryAgain();
    expect(await newest()).toMatchObject({ sentAt: app.clock.now() });
    expect(twilio.messages).toHaveLength(2);
  });
});

it('a messaging service chooses one of its own numbers', async () => {
  await app.close();
  await boot({ TWILIO_FROM: `MG${'7'.repeat(32)}` });
  await sent();
  expect(twilio.messages).toEqual([expect.objectContaining({ MessagingServiceSid: `MG${'7'.repeat(32)}` })]);
});
