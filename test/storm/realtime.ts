import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { TcpLink } from '../support/tcp-link.ts';
import { DurableClient } from './durable-client.ts';
import { instant } from './history.ts';
import type { StormNode } from './nodes.ts';
import { Random } from './random.ts';
import { openShops, signUpCustomers } from './seed-data.ts';
import type { Person, StormBarber } from './seed-data.ts';
import { Stage } from './stage.ts';
import { waitUntil } from './wait.ts';

export interface RealtimeOptions {
  seed: number;
  /** At least this many durable messages are written. */
  messages: number;
  clients: number;
  /** How often every way to Redis is cut. */
  cuts: number;
  onProgress?: (messages: number) => void;
}

export interface RealtimeResult {
  clients: number;
  messages: number;
  counts: { repeats: number; asked: number; lost: number };
  /** After each cut: milliseconds from the mended link until every client had what was there by then. */
  healed: number[];
  violations: string[];
  seconds: number;
}

const WRITERS = 8;
const CUSTOMERS = 30;

/** Bookings on two nodes and a worker while every way to Redis is cut again and again, clients drop out and one node is replaced. */
export async function realtimeStorm(options: RealtimeOptions): Promise<RealtimeResult> {
  const link = await TcpLink.open(process.env.TEST_REDIS_URL!);
  const settings = { REDIS_URL: link.url, SOCKETS_PER_USER: '100' };
  const stage = await Stage.open({ roles: 'api,realtime', settings });
  try {
    return await storm(stage, link, options);
  } finally {
    await stage.close();
    await link.cut();
  }
}

async function storm(stage: Stage, link: TcpLink, options: RealtimeOptions): Promise<RealtimeResult> {
  const random = new Random(options.seed);
  const [standing, first] = stage.nodes as [StormNode, StormNode];
  const barbers = await openShops(standing.wire, stage.db);
  const customers = await signUpCustomers(standing.wire, CUSTOMERS);
  const people: Person[] = [...barbers, ...customers];
  let living = [standing, first];
  const fleet = Array.from({ length: options.clients }, (_, i) => {
    const person = people[i % people.length]!;
    return { person, client: new DurableClient(() => random.pick(living).wire.url, person.token, random.fork()) };
  });
  await Promise.all(fleet.map(({ client }) => client.connect()));
  const result: RealtimeResult = {
    clients: fleet.length,
    messages: 0,
    counts: { repeats: 0, asked: 0, lost: 0 },
    healed: [],
    violations: [],
    seconds: 0,
  };
  const started = instant();
  const writing = write(stage, standing, { barbers, customers, random: random.fork(), options, result });
  for (let cut = 0; cut < options.cuts; cut++) {
    await delay(random.between(200, 600));
    random.pick(fleet).client.drop();
    if (cut === Math.floor(options.cuts / 2)) living = await replace(stage, first, standing);
    await link.cut();
    await delay(random.between(50, 800));
    await link.mend();
    result.healed.push(await timeToHeal(stage.db, fleet));
  }
  await writing;
  result.seconds = (instant() - started) / 1_000;
  await judge(stage.db, fleet, result);
  fleet.forEach(({ client }) => client.stop());
  return result;
}

type Fleet = { person: Person; client: DurableClient }[];

/** kill -9 of one node while clients are on it; a fresh one takes its place. */
async function replace(stage: Stage, victim: StormNode, standing: StormNode): Promise<StormNode[]> {
  const successor = await stage.startApiNode();
  await victim.kill();
  return [standing, successor];
}

const latestOf = async (db: Db): Promise<Map<string, number>> => {
  const rows = await db.collection<{ _id: string; seq: number }>('feeds').find().toArray();
  return new Map(rows.map(({ _id, seq }) => [_id, seq]));
};

async function timeToHeal(db: Db, fleet: Fleet): Promise<number> {
  const mended = instant();
  const target = await latestOf(db);
  const has = ({ person, client }: Fleet[number]) => client.last >= (target.get(person.id) ?? 0);
  await waitUntil('every client has what was there when the link was mended', () => fleet.every(has), 60_000);
  return Math.round(instant() - mended);
}

interface Writing {
  barbers: StormBarber[];
  customers: Person[];
  random: Random;
  options: RealtimeOptions;
  result: RealtimeResult;
}

/** Books and cancels until enough messages are there. */
async function write(
  stage: Stage,
  node: StormNode,
  { barbers, customers, random, options, result }: Writing,
): Promise<void> {
  const count = () => stage.db.collection('feed_messages').countDocuments();
  let next = 0;
  const writer = async () => {
    while (result.messages < options.messages) {
      const barber = barbers[next % barbers.length]!;
      const startAt = new Date(barber.starts[(next++ * 4) % barber.starts.length]!).toISOString();
      const { token } = random.pick(customers);
      const visit = { barberId: barber.barberId, serviceIds: [barber.services[0]!.id], startAt, force: true };
      const { status, body } = await node.wire.post('/bookings', {
        token,
        body: { ...visit, paymentMethod: 'in_person' },
      });
      if (status === 201) await node.wire.post(`/bookings/${body.id}/cancel`, { token, body: {} });
      else if (status !== 409) result.violations.push(`a booking was answered ${status} ${body?.code}`);
    }
  };
  const counting = (async () => {
    while (result.messages < options.messages) {
      await delay(500);
      result.messages = await count();
      options.onProgress?.(result.messages);
    }
  })();
  await Promise.all([counting, ...Array.from({ length: WRITERS }, writer)]);
}

/** In the end every client holds every number of its user, each once and in order. */
async function judge(db: Db, fleet: Fleet, result: RealtimeResult): Promise<void> {
  const done = async () => !(await db.collection('outbox').findOne({ doneAt: null }));
  await waitUntil('the worker has handled every event', done, 60_000);
  const latest = await latestOf(db);
  await timeToHeal(db, fleet);
  result.messages = await db.collection('feed_messages').countDocuments();
  for (const { person, client } of fleet) {
    const expected = latest.get(person.id) ?? 0;
    const isWhole = client.applied.length === expected && client.applied.every((seq, i) => seq === i + 1);
    if (!isWhole) result.violations.push(`a client of ${person.id} applied ${client.applied.length} of ${expected}`);
    for (const name of ['repeats', 'asked', 'lost'] as const) result.counts[name] += client.counts[name];
  }
}
