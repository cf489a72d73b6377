import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { Redis } from 'ioredis';
import { ObjectId, type ClientSession } from 'mongodb';
import { calendarIds } from '../../../src/modules/shop/calendars/calendar-days.policy.ts';
import { serve, type Floor } from './floor.ts';
import { documentsOf, viewOf, type Asked } from './booking-documents.ts';

const key = createSecretKey(Buffer.from(process.env.JWT_SECRET!));
const redis = new Redis(process.env.REDIS_URL!);
const ACTIVE = ['requested', 'accepted', 'in_progress'];

/**
 * The round trips without which there is no safe booking, by hand: token and session, barber, customer, the claim on the day, then
 * one transaction (make the claim firm, touch the customer's agenda, read the customer's active bookings, insert booking and outbox
 * row, number and insert the message to either party), commit by the majority, nudge over Redis. No validation, no opening hours, no interceptors, no schemas.
 */
await serve((floor) => {
  const { app, collection } = floor;
  app.post<{ Body: Asked }>('/api/v1/bookings', async (request, reply) => {
    const claims = readToken(request.headers.authorization!.slice(7));
    const session = await collection('sessions').findOne({ _id: claims.sid, expireAt: { $gt: new Date() } });
    if (!session) return reply.code(401).send();
    const barber = await collection('barbers').findOne({ _id: request.body.barberId });
    const customer = await collection('users').findOne({ _id: claims.sub }, { projection: { name: 1, phone: 1 } });
    const documents = documentsOf(request.body, barber, claims.sub, new ObjectId().toHexString());
    const { entry } = documents;
    const [day] = calendarIds(barber._id as string, entry);
    if (!(await claim(floor, day!, entry))) return reply.code(409).send();
    await store(floor, day!, documents);
    void redis.publish(`${process.env.REDIS_PREFIX}:outbox`, '1');
    return reply.code(201).send(viewOf(documents.booking, barber, customer));
  });
});

function readToken(token: string): { sub: string; sid: string } {
  const [head, payload, signature] = token.split('.') as [string, string, string];
  const expected = createHmac('sha256', key).update(`${head}.${payload}`).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'base64url'))) throw new Error('a false token');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string; sid: string };
}

type Documents = ReturnType<typeof documentsOf>;

async function claim({ collection }: Floor, day: string, entry: Documents['entry']): Promise<boolean> {
  const now = new Date();
  const alive = { $or: [{ until: null }, { until: { $gt: now } }] };
  const rival = { start: { $lt: entry.end }, end: { $gt: entry.start }, bookingId: { $ne: entry.bookingId }, ...alive };
  const stays = { $or: [{ $eq: ['$$this.until', null] }, { $gt: ['$$this.until', now] }] };
  const cond = { $and: [{ $ne: ['$$this.bookingId', entry.bookingId] }, stays] };
  const busy = { $concatArrays: [{ $filter: { input: '$busy', cond } }, { $literal: [entry] }] };
  const attempt = () =>
    collection('calendars').updateOne({ _id: day, busy: { $not: { $elemMatch: rival } } }, [
      { $set: { busy, version: { $add: ['$version', 1] } } },
    ]);
  if ((await attempt()).matchedCount === 1) return true;
  await collection('calendars').updateOne({ _id: day }, { $setOnInsert: { busy: [], version: 0 } }, { upsert: true });
  return (await attempt()).matchedCount === 1;
}

async function store({ client, collection }: Floor, day: string, { booking, entry, event }: Documents): Promise<void> {
  await client.withSession((session) =>
    session.withTransaction(
      async () => {
        const mine = { $elemMatch: { bookingId: entry.bookingId, until: { $gt: new Date() } } };
        const firm = { $set: { 'busy.$.until': booking.expiresAt }, $inc: { version: 1 } };
        const { matchedCount } = await collection('calendars').updateOne({ _id: day, busy: mine }, firm, { session });
        if (!matchedCount) throw new Error('the claim lapsed');
        const { customerId } = booking;
        await collection('customer_agendas').updateOne(
          { _id: customerId },
          { $inc: { version: 1 } },
          { session, upsert: true },
        );
        const fields = { projection: { status: 1, scheduledAt: 1, endAt: 1, expiresAt: 1 }, session };
        const others = await collection('bookings')
          .find({ customerId, status: { $in: ACTIVE } }, fields)
          .toArray();
        if (others.some((other) => other.scheduledAt < booking.endAt && booking.scheduledAt < other.endAt))
          throw new Error('the customer is busy');
        await collection('bookings').insertOne(booking, { session });
        await collection('outbox').insertOne(event, { session });
        await number(collection, booking, session);
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } },
    ),
  );
}

async function number(
  collection: Floor['collection'],
  booking: Documents['booking'],
  session: ClientSession,
): Promise<void> {
  const rows: object[] = [];
  for (const userId of [booking.customerId, booking.barberUserId].sort()) {
    const options = { session, upsert: true, returnDocument: 'after' } as const;
    const feed = await collection('feeds').findOneAndUpdate({ _id: userId }, { $inc: { seq: 1 } }, options);
    const [at, data, key] = [booking.createdAt, `k0:${JSON.stringify(booking)}`, `booking:${booking._id}:1`];
    const message = {
      name: 'booking.updated',
      data,
      at,
      sent: true,
      expireAt: new Date(at.getTime() + 30 * 86_400_000),
    };
    rows.push({ _id: new ObjectId().toHexString(), userId, seq: feed!.seq as number, key, ...message });
  }
  await collection('feed_messages').insertMany(rows, { session });
}
