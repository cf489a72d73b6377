import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { newId } from '../../../common/database/ids.ts';
import { MINUTE, plus } from '../../../common/time/durations.ts';
import type { BookingRecord } from './booking.schema.ts';
import { BookingsPersonalData } from './bookings.personal-data.ts';

const [CARLA, DAN] = [newId(), newId()];
const START = new Date('2035-03-05T12:00:00Z');
const amount = { amount: 0, currency: 'GBP' };

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
});
beforeEach(() => bookings().deleteMany({}));
afterAll(() => app.close());

const bookings = () => app.db.collection<BookingRecord>('bookings');
const visit = (customerId: string, more: Partial<BookingRecord> = {}): BookingRecord => ({
  _id: newId(),
  status: 'completed',
  customerId,
  guest: null,
  barberId: newId(),
  barberUserId: newId(),
  conversationId: null,
  services: [{ serviceId: newId(), name: 'Trim', price: amount, duration: 30 }],
  scheduledAt: START,
  endAt: plus(START, 30 * MINUTE),
  claimedFrom: START,
  claimedTo: plus(START, 30 * MINUTE),
  timezone: 'Europe/London',
  location: { type: 'Point', coordinates: [-2.58, 51.45], address: 'carla-home-lane 1' },
  note: 'my dog bites',
  payment: { status: 'pending', method: 'in_person', amount, commission: amount, payoutAmount: amount },
  expiresAt: null,
  departedAt: null,
  version: 3,
  createdAt: START,
  history: [
    { at: START, verb: 'book', by: 'customer', from: null, to: 'accepted' },
    { at: START, verb: 'reschedule', by: 'customer', from: 'accepted', to: 'accepted', reason: 'my back hurts' },
  ],
  ...more,
});
const words = async (customerId: string) => {
  const rows = await bookings().find({ customerId }).toArray();
  const said = rows.flatMap(({ note, location, history }) => [note, location, ...history.map(({ reason }) => reason)]);
  return said.filter(Boolean).length;
};
const erase = () => app.get(BookingsPersonalData).erase(CARLA);

describe('the words of a customer who is erased', () => {
  it('go from every booking, however many there are, and nobody else’s', async () => {
    await bookings().insertMany([...Array.from({ length: 450 }, () => visit(CARLA)), visit(DAN)]);
    await erase();
    expect([await words(CARLA), await words(DAN)]).toEqual([0, 3]);
  });

  it.each<[string, Partial<BookingRecord>]>([
    ['a note', { location: null, history: [] }],
    ['a place', { note: null, history: [] }],
    ['a reason', { note: null, location: null }],
  ])('go where %s is all there is', async (_what, left) => {
    await bookings().insertOne(visit(CARLA, left));
    await erase();
    expect(await words(CARLA)).toBe(0);
  });

  it('are searched again when erasure is repeated, and nothing is written again', async () => {
    await bookings().insertMany([visit(CARLA), visit(CARLA)]);
    await erase();
    await app.db.command({ profile: 2 });
    await erase();
    await app.db.command({ profile: 0 });
    const writes = { ns: `${app.db.databaseName}.bookings`, nModified: { $gt: 0 } };
    expect(await app.db.collection('system.profile').countDocuments(writes)).toBe(0);
  });

  it('are all that is erased: services, times and prices stay', async () => {
    const before = visit(CARLA);
    await bookings().insertOne(before);
    await erase();
    const { note, location, history, ...after } = (await bookings().findOne({ _id: before._id }))!;
    expect([note, location, history.map(({ verb }) => verb)]).toEqual([null, null, ['book', 'reschedule']]);
    expect(before).toMatchObject(after);
  });
});
