import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { ObjectId, type ClientSession } from 'mongodb';
import { Server } from 'socket.io';
import { serve, type Floor } from './floor.ts';

type Message = { clientId: string; text: string };
type Write = { Body: Message; Querystring: { from: string; to: string; conversation: string } };

const redis = () => new Redis(process.env.REDIS_URL!);

/**
 * Bare Socket.IO over the Redis adapter with the settings of the application. Every socket joins the room of its user. Nobody is
 * authenticated, and nothing is limited, numbered, replayed or encrypted.
 */
await serve((floor) => {
  const io = new Server(floor.app.server, {
    maxHttpBufferSize: 16_384,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 8_000,
  });
  io.adapter(createAdapter(redis(), redis(), { key: `${process.env.REDIS_PREFIX}:floor` }));
  io.on('connection', (socket) => {
    void socket.join(`user:${socket.handshake.auth.user}`);
    socket.on('booking.watch', ({ bookingId }: { bookingId: string }, ack: (answer: object) => void) => {
      void socket.join(`booking:${bookingId}`);
      ack({ ok: true });
    });
    socket.on('location.report', (fix: { bookingId: string }, ack: (answer: object) => void) => {
      io.to(`booking:${fix.bookingId}`).emit('location.updated', fix);
      ack({ ok: true });
    });
    socket.emit('ready', {});
  });
  const tell = (rows: ReturnType<typeof rowsFor>) => {
    for (const { userId, data } of rows) io.to(`user:${userId}`).emit('message.created', { data });
  };
  /** Stores one row for each party and sends the message. */
  floor.app.post<Write>('/rows', async ({ body, query }, reply) => {
    const rows = rowsFor(query, body);
    await floor.collection('floor_rows').insertMany(rows);
    tell(rows);
    return reply.code(201).send(rows[0]!.data);
  });
  /** Stores the chat message too, in one transaction with the rows. */
  floor.app.post<Write>('/chat', async ({ body, query }, reply) => {
    const rows = rowsFor(query, body);
    await floor.client.withSession((session) =>
      session.withTransaction(() => store(floor, query.conversation, rows, session), {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority' },
      }),
    );
    tell(rows);
    return reply.code(201).send(rows[0]!.data);
  });
});

function rowsFor({ from, to, conversation }: Write['Querystring'], { clientId, text }: Message) {
  const at = new Date();
  const data = { id: new ObjectId().toHexString(), clientId, conversationId: conversation, senderId: from, text, at };
  return [from, to].map((userId) => ({ _id: new ObjectId().toHexString(), userId, data, at }));
}

/** Does the round trips of a chat message: its number, the message, the event for the worker, and a row for each party. */
async function store(
  { collection }: Floor,
  conversation: string,
  rows: ReturnType<typeof rowsFor>,
  session: ClientSession,
): Promise<void> {
  const { data } = rows[0]!;
  const count = { $inc: { lastNumber: 1 }, $set: { lastMessageId: data.id, activityAt: data.at } };
  const options = { session, upsert: true, returnDocument: 'after' } as const;
  const after = await collection('floor_conversations').findOneAndUpdate({ _id: conversation }, count, options);
  await collection('floor_messages').insertOne({ _id: data.id, ...data, number: after!.lastNumber }, { session });
  await collection('floor_outbox').insertOne({ name: 'message.created', payload: data, at: data.at }, { session });
  await collection('floor_rows').insertMany(rows, { session });
}
