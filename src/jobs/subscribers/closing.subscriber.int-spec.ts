import { eventually } from '../../../test/support/eventually.ts';
import { must } from '../../../test/support/people.ts';
import { Visits } from '../../../test/support/visits.ts';

let visits: Visits;
beforeAll(async () => {
  visits = await Visits.open();
});
afterAll(() => visits.close());

const bookings = () => visits.app.db.collection<{ _id: string; status: string; version: number }>('bookings');
const statusOf = async (id: string) => (await bookings().findOne({ _id: id }))?.status;
/** The version 0.5 breaks the rule of the collection, so that no change of the booking can be stored. */
const setVersion = (id: string, version: number) =>
  bookings().updateOne({ _id: id }, { $set: { version } }, { bypassDocumentValidation: true });

it('a booking that cannot be cancelled does not keep the others of a closed account, and is cancelled once it can be', async () => {
  const [carla, shop] = [await visits.customer(), await visits.shop()];
  const [first, stuck, last] = [
    await visits.booked(carla, shop),
    await visits.accepted(carla, shop),
    await visits.booked(carla, shop),
  ];
  await setVersion(stuck.id, 0.5);
  await must(carla.http.delete('/me'));
  await eventually(async () =>
    expect([await statusOf(first.id), await statusOf(last.id)]).toEqual(['cancelled', 'cancelled']),
  );
  const event = await visits.app.db.collection('outbox').findOne({ name: 'user.closed', 'payload.userId': carla.id });
  const proof = () =>
    visits.app.db.collection<{ _id: string }>('inbox').findOne({ _id: `${String(event!._id)}:closing` });
  expect([await statusOf(stuck.id), await proof()]).toEqual(['accepted', null]);
  await setVersion(stuck.id, 2);
  await eventually(async () => expect(await proof()).not.toBeNull());
  expect(await statusOf(stuck.id)).toBe('cancelled');
});
