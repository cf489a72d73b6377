import { MongoClient } from 'mongodb';
import type { Application } from './application.ts';
import { idOf } from './barbers.ts';
import { loadDataset, type Dataset } from './dataset.ts';
import { SMALL } from './size.ts';

const HOUR = 3_600_000;
/** The place of both the barber and the customer. */
const PLACE = { type: 'Point' as const, coordinates: [-2.58, 51.45] as [number, number], address: '1 Corn Street' };

export interface Signed {
  id: string;
  token: string;
}

/** A customer and a barber who is on the way to them, both signed in, and the other customers. */
export interface SocketWorld {
  uri: string;
  customer: Signed;
  barber: Signed;
  bookingId: string;
  conversationId: string;
  others: Signed[];
}

/** Makes a small separate dataset, because the number of barbers does not matter to sockets. */
export async function makeSocketWorld(uri: string, application: Application, people: number): Promise<SocketWorld> {
  const data = await loadDataset(uri, { size: { ...SMALL, newcomers: people }, application, history: false });
  const client = await MongoClient.connect(uri);
  try {
    const now = new Date();
    const [first, ...others] = data.customers.map(({ user, token }) => ({ id: user._id, token }));
    const barber = barberOf(data, application, now);
    const booking = onTheWay(data, application, first!.id, now);
    await client.db().collection<{ _id: string }>('sessions').insertOne(barber.session);
    await client.db().collection<{ _id: string }>('bookings').insertOne(booking);
    const { _id: bookingId, conversationId } = booking;
    return { uri, customer: first!, barber: barber.signed, bookingId, conversationId: conversationId!, others };
  } finally {
    await client.close();
  }
}

/** Signs in a barber, because the barbers of the dataset have no sessions. */
function barberOf({ barbers }: Dataset, { signIn }: Application, now: Date) {
  const userId = barbers[0]!.userId!;
  const session = { id: idOf(8, 0), userId, role: 'barber' as const, generation: 0 };
  const { accessToken: token, refreshHash: currentHash } = signIn(session);
  const { id: _id, ...rest } = session;
  const dates = { rotatedAt: now, createdAt: now, lastUsedAt: now, expireAt: new Date(now.getTime() + 24 * HOUR) };
  const record = { _id, ...rest, currentHash, parentHash: null, device: null, ...dates };
  return { signed: { id: userId, token }, session: record };
}

function onTheWay({ barbers }: Dataset, { bookVisit }: Application, customerId: string, now: Date) {
  const barber = barbers[0]!;
  const startAt = new Date(now.getTime() + HOUR);
  const input = {
    barberId: barber.id,
    serviceIds: [barber.services[0]!.serviceId],
    startAt,
    paymentMethod: 'in_person',
  };
  const config = { COMMISSION_RATE: 0.15, BOOKING_REQUEST_TTL_SECONDS: 900 };
  const asked = bookVisit({ ...barber, visits: 'shop' }, customerId, input as never, { id: idOf(9, 0), now, config });
  const { id: _id, ...booking } = asked;
  const line = { at: now, verb: 'accept', by: 'barber', from: 'requested' as const, to: 'accepted' as const };
  const history = [...booking.history, line];
  return {
    _id,
    ...booking,
    ...{ status: 'accepted' as const, expiresAt: null, departedAt: now, location: PLACE },
    history,
  };
}
