import { setTimeout as pause } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { MongoClient, type Db } from 'mongodb';
import { QUEUES } from '../../../src/common/queues/queues.ts';
import { idOf } from '../data/barbers.ts';
import { compare, median, type Measure } from '../load/rounds.ts';
import type { Bench, Figure, Result } from './figure.ts';

const { concurrency, jobs } = QUEUES['domain-events'];
/** Milliseconds between two looks at the jobs that still wait. */
const LOOK_MS = 10;

export const outbox: Figure = {
  name: 'outbox',
  async measure({ stage, options, full }: Bench): Promise<Result> {
    const { uri } = await full();
    const count = options.small ? 50 : 1_000;
    const client = await MongoClient.connect(uri);
    const redis = new Redis(stage.redisUrl);
    try {
      await stage.startApp('worker', uri);
      const adds: number[] = [];
      const floor: Measure[] = [];
      const ours: Measure[] = [];
      await drain(client.db(), redis, count);
      for (let round = 0; round < options.rounds; round++) {
        const { added, processed } = await bareQueue(stage.redisUrl, count);
        adds.push(added);
        floor.push({ perSecond: processed });
        ours.push({ perSecond: await drain(client.db(), redis, count) });
      }
      return {
        name: 'outbox',
        title: 'Events behind bookings',
        about: [
          `A worker drains ${count} outbox rows (\`booking.created\`): from the nudge until every subscriber’s proof is in MongoDB, each with its notification in one transaction. Per second: events.`,
          `Floor: BullMQ alone, the same number of jobs with the same options and concurrency (${concurrency}), which do nothing, from the first add to the last job’s end. Adding alone: ${Math.round(median(adds))} per second.`,
        ],
        comparisons: [compare(`${count} events`, floor, ours)],
        aims: [],
      };
    } finally {
      redis.disconnect();
      await client.close();
    }
  },
};

/** Returns how many events per second are handled. */
async function drain(db: Db, redis: Redis, count: number): Promise<number> {
  const outboxRows = db.collection<{ _id: string }>('outbox');
  const proofs = db.collection<{ _id: string }>('inbox');
  // Rows that other figures left must not count.
  await outboxRows.deleteMany({});
  await proofs.deleteMany({});
  const bookings = await db.collection<any>('bookings').find({ status: 'accepted' }).limit(count).toArray();
  await outboxRows.insertMany(Array.from({ length: count }, (_, n) => eventOf(bookings[n % bookings.length])));
  const started = performance.now();
  await redis.publish(`${db.databaseName}:outbox`, '1');
  while ((await proofs.estimatedDocumentCount()) < count) await pause(LOOK_MS);
  return count / ((performance.now() - started) / 1_000);
}

let events = 0;

function eventOf({ _id, barberId, version, customerId }: any) {
  const payload = { bookingId: _id, barberId, version, actorId: customerId };
  return { _id: idOf(7, ++events), name: 'booking.created', payload, at: new Date(), sentAt: null, doneAt: null };
}

/** Returns jobs per second through a queue and a worker in this process. */
async function bareQueue(redisUrl: string, count: number): Promise<{ added: number; processed: number }> {
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  const options = { connection, prefix: 'bench-floor' };
  const queue = new Queue('jobs', options);
  let done = 0;
  const worker = new Worker('jobs', () => Promise.resolve(), { ...options, concurrency });
  worker.on('error', () => undefined).on('completed', () => done++);
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  const started = performance.now();
  await queue.addBulk(Array.from({ length: count }, (_, n) => ({ name: 'job', data: { n }, opts: jobs })));
  const added = count / ((performance.now() - started) / 1_000);
  while (done < count) await pause(LOOK_MS);
  const processed = count / ((performance.now() - started) / 1_000);
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  return { added, processed };
}
