import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { newId } from '../../../common/database/ids.ts';
import { HOUR, plus } from '../../../common/time/durations.ts';
import { newBarber } from '../barbers/new-barber.ts';
import { TimeOffPersonalData } from './time-off.personal-data.ts';
import type { TimeOffRecord } from './time-off.schema.ts';

const START = new Date('2035-03-05T12:00:00Z');

let app: TestApp;
let userId: string;
let barberId: string;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api,worker' });
});
beforeEach(async () => {
  [userId, barberId] = [newId(), newId()];
  const { id, ...barber } = newBarber({ id: barberId, userId, name: 'Bob', createdAt: START });
  await app.db.collection<{ _id: string }>('barbers').insertOne({ _id: id, ...barber });
});
afterAll(() => app.close());

const timeOff = () => app.db.collection<TimeOffRecord>('time_off');
/** Many entries begin at the same instant, so that pages end between entries with the same start. */
const away = (count: number) =>
  timeOff().insertMany(
    Array.from({ length: count }, (_, i) => {
      const startAt = plus(START, (i % 3) * HOUR);
      return { _id: newId(), barberId, startAt, endAt: plus(startAt, HOUR), reason: 'dentist', createdAt: START };
    }),
  );
const data = () => app.get(TimeOffPersonalData);
const rows = () => Array.fromAsync(data().files[0]!.rows(userId));

describe('the time off of a barber', () => {
  it.each([0, 1, 100, 205])('is exported completely, each of the %d entries once', async (count) => {
    if (count) await away(count);
    const found = await rows();
    expect(new Set(found.map((row) => (row as { id: string }).id)).size).toBe(count);
    expect(found).toHaveLength(count);
  });

  it('is an empty file for a user who is not a barber', async () => {
    userId = newId();
    expect(await rows()).toEqual([]);
    await data().erase(userId);
  });

  it('loses its reasons when the barber is erased, however many there are, and keeps its times', async () => {
    await away(501);
    await data().erase(userId);
    expect(await timeOff().countDocuments({ barberId, reason: null })).toBe(501);
    expect(await rows()).toContainEqual({
      id: expect.any(String),
      startAt: START.toISOString(),
      endAt: plus(START, HOUR).toISOString(),
      createdAt: START.toISOString(),
    });
  });
});
