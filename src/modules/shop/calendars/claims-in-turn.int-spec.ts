import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { newId } from '../../../common/database/ids.ts';
import { HOUR, plus } from '../../../common/time/durations.ts';
import { CalendarsRepository } from './calendars.repository.ts';
import { Claims } from './claims.ts';

const NOON = new Date('2035-03-05T12:00:00Z');
const hour = (n: number) => plus(NOON, n * HOUR);

let app: TestApp;
/** The number of claims that are at the database at this moment, and the greatest number so far. */
let [now, most] = [0, 0];
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
  const calendars = app.get(CalendarsRepository);
  const claimDays = calendars.claimDays.bind(calendars);
  calendars.claimDays = async (...claim) => {
    most = Math.max(most, ++now);
    return claimDays(...claim).finally(() => now--);
  };
});
beforeEach(() => void (most = 0));
afterAll(() => app.close());

/** Entries one after the other in time. The last entries cross midnight, so they touch two days. */
const claimAll = (barberOf: (n: number) => string) =>
  Promise.all(
    Array.from({ length: 20 }, (_, n) => {
      const until = new Date(Date.now() + 30_000);
      const entry = { bookingId: newId(), kind: 'booking' as const, start: hour(n - 4), end: hour(n - 3), until };
      return app.get(Claims).claim(barberOf(n), entry);
    }),
  );

it('claims on one chair are at the database one at a time', async () => {
  const barber = newId();
  await claimAll(() => barber);
  expect(most).toBe(1);
});

it('claims on different chairs are at the database at the same time', async () => {
  await claimAll(() => newId());
  expect(most).toBeGreaterThan(1);
});
