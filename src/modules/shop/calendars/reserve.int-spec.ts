import { jest } from '@jest/globals';
import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { newId } from '../../../common/database/ids.ts';
import { answerHook } from '../../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../../common/events/event-recorder.ts';
import { MINUTE, plus, SECOND } from '../../../common/time/durations.ts';
import type { CalendarRecord } from './calendar.schema.ts';
import type { WantedEntry } from './calendar.types.ts';
import { Rivals } from './calendars.errors.ts';
import { CalendarsService } from './calendars.service.ts';
import { Claims } from './claims.ts';

const NOON = new Date('2035-03-05T12:00:00Z');
const HOLD_TTL = 30 * SECOND;

let app: TestApp;
let calendars: CalendarsService;
let claims: Claims;
let barber: string;
/** The id of the record that a reservation is for. The record goes to the outbox, like the events of every module. */
let subject: string;
beforeAll(async () => {
  // Without a worker recorded events stay in the outbox.
  app = await bootApp({ ROLES: 'api' });
  [calendars, claims] = [app.get(CalendarsService), app.get(Claims)];
});
beforeEach(() => {
  [barber, subject] = [newId(), newId()];
  app.clock.set(NOON);
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => app.close());

const minutes = (count: number) => plus(NOON, count * MINUTE);
const wanted = (from = 0, to = 60): WantedEntry => ({
  bookingId: newId(),
  kind: 'booking',
  start: minutes(from),
  end: minutes(to),
});
const busy = async () =>
  (
    await app.db
      .collection<CalendarRecord>('calendars')
      .find({ _id: `${barber}:2035-03-05` })
      .toArray()
  ).flatMap((day) => day.busy);
const written = () => app.db.collection('outbox').countDocuments({ 'payload.serviceId': subject });
const reserve = (write: () => Promise<unknown>, entry = wanted()) => calendars.reserve(barber, entry, null, write);
const write = async () => {
  await app.get(EventRecorder).record('catalogue.changed', { serviceId: subject, change: 'created', actorId: barber });
  return { id: subject };
};
const caught = (work: Promise<unknown>) => work.then(fail, (error: unknown) => error);
const fail = () => new Error('nothing was thrown');
const isFree = () =>
  claims.claim(barber, { ...wanted(), until: plus(app.clock.now(), HOLD_TTL) }).then(
    () => true,
    () => false,
  );

describe('a reservation', () => {
  it('holds the chair during the write, keeps it firmly or until the deadline, and answers the written record', async () => {
    const [forGood, asked] = [wanted(), wanted(60, 120)];
    const slow = async () => {
      expect((await busy()).map(({ until }) => until)).toEqual([plus(NOON, HOLD_TTL)]);
      return write();
    };
    expect(await reserve(slow, forGood)).toEqual({ id: subject });
    await calendars.reserve(barber, asked, minutes(15), write);
    expect(await busy()).toEqual([
      { ...forGood, until: null },
      { ...asked, until: minutes(15) },
    ]);
    expect(await written()).toBe(2);
  });

  it('of a taken chair writes nothing and names the rivals', async () => {
    const first = { ...wanted(30, 90), kind: 'time_off' as const, until: minutes(5) };
    await claims.claim(barber, first);
    const error = await caught(reserve(write));
    expect((error as Rivals).entries).toEqual([first]);
    expect([await written(), await busy()]).toEqual([0, [first]]);
  });

  it('frees the chair at once when its write fails', async () => {
    const failing = async () => {
      await write();
      throw new Error('too many');
    };
    await expect(reserve(failing)).rejects.toThrow('too many');
    expect([await written(), await busy()]).toEqual([0, []]);
    expect(await isFree()).toBe(true);
  });

  it('writes nothing and names no rivals when its hold lapses before it becomes firm', async () => {
    const hold = claims.hold.bind(claims);
    jest.spyOn(claims, 'hold').mockImplementationOnce(async (...asked) => {
      const entry = await hold(...asked);
      app.clock.advance(HOLD_TTL);
      return entry;
    });
    const error = await caught(reserve(write));
    expect(error).toBeInstanceOf(Rivals);
    expect((error as Rivals).entries).toEqual([]);
    expect([await written(), await busy()]).toEqual([0, []]);
  });

  it('reports the error of its write even if the chair cannot be freed at that moment', async () => {
    jest.spyOn(claims, 'drop').mockRejectedValueOnce(new Error('the primary stepped down'));
    await expect(reserve(() => Promise.reject(new Error('too many')))).rejects.toThrow('too many');
    expect(await isFree()).toBe(false);
    app.clock.advance(HOLD_TTL);
    expect(await isFree()).toBe(true);
  });

  it('stores the answer of the request in its own transaction', async () => {
    const answers: unknown[] = [];
    const store = async (answer: unknown) => {
      answers.push(answer);
      // Read through another connection: nothing is committed before the answer is stored.
      expect(await written()).toBe(0);
    };
    await answerHook.run(store, () => reserve(write));
    expect([answers, await written()]).toEqual([[{ id: subject }], 1]);
  });

  it('writes nothing when its answer cannot be stored', async () => {
    const store = () => Promise.reject(new Error('the lease is lost'));
    await expect(answerHook.run(store, () => reserve(write))).rejects.toThrow('the lease is lost');
    expect([await written(), await busy()]).toEqual([0, []]);
  });
});

describe('a step of a larger write is refused outside a unit of work:', () => {
  it.each<[string, (entry: WantedEntry) => Promise<unknown>]>([
    ['keeping a chair', (entry) => calendars.keep(barber, entry)],
    ['releasing it', (entry) => calendars.release(barber, entry, entry.bookingId)],
    ['moving on it', (entry) => calendars.move(barber, entry, { ...entry, until: null })],
  ])('%s', async (_what, work) => {
    await expect(work(wanted())).rejects.toThrow('belongs inside a unit of work');
  });
});
