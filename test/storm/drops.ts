import { setTimeout as delay } from 'node:timers/promises';
import { TcpLink } from '../support/tcp-link.ts';
import { countMessages, writeBookings } from './booking-writers.ts';
import { DurableClient } from './durable-client.ts';
import { connectFleet, judgeFleet, timeToHeal, type Fleet, type FleetCounts } from './fleet.ts';
import { instant } from './history.ts';
import type { StormNode } from './nodes.ts';
import { Random } from './random.ts';
import { openShops, signUpCustomers } from './seed-data.ts';
import { Stage } from './stage.ts';

export interface DropsOptions {
  seed: number;
  /** The smallest number of durable messages to write. */
  messages: number;
  clients: number;
  onProgress?: (messages: number) => void;
}

export interface DropsResult {
  clients: number;
  messages: number;
  counts: FleetCounts;
  /** Milliseconds until every client, dropped or not, had all messages of a moment. Measured again and again. */
  healed: number[];
  violations: string[];
  seconds: number;
}

/** About this many devices belong to one person. */
const DEVICES = 10;
/** The shortest and longest time from one drop to the next, in milliseconds. */
const PAUSE = [5, 45] as const;

/** Makes bookings on two nodes with a worker while random clients lose their connections all the time. */
export async function dropsStorm(options: DropsOptions): Promise<DropsResult> {
  const stage = await Stage.open({ roles: 'api,realtime', settings: { SOCKETS_PER_USER: '100' } });
  const links = await Promise.all(stage.nodes.map(({ wire }) => TcpLink.open(wire.url)));
  try {
    return await storm(stage, links, options);
  } finally {
    await stage.close();
    await Promise.all(links.map((link) => link.cut()));
  }
}

async function storm(stage: Stage, links: TcpLink[], options: DropsOptions): Promise<DropsResult> {
  const { seed, messages, clients, onProgress } = options;
  const random = new Random(seed);
  const [{ wire }] = stage.nodes as [StormNode, ...StormNode[]];
  const barbers = await openShops(wire, stage.db);
  const customers = await signUpCustomers(wire, Math.ceil(clients / DEVICES));
  const url = () => random.pick(links).url;
  const make = ({ token }: { token: string }) => new DurableClient(url, token, random.fork());
  const fleet = await connectFleet([...barbers, ...customers], clients, make);
  const started = instant();
  const over = new AbortController();
  const writing = { barbers, customers, random: random.fork(), messages, onProgress };
  const beside = [dropClients(fleet, links, random.fork(), over.signal), watchHealing(stage, fleet, over.signal)];
  const unexpected = await writeBookings(wire, stage.db, writing).finally(() => over.abort());
  const [, healed] = await Promise.all(beside);
  const seconds = (instant() - started) / 1_000;
  const { violations, counts } = await judgeFleet(stage.db, fleet);
  fleet.forEach(({ client }) => client.stop());
  const total = await countMessages(stage.db);
  return { clients, messages: total, counts, healed: healed!, violations: [...unexpected, ...violations], seconds };
}

/** Drops clients. Half of them close, like an app that the user leaves; the others lose their connection at a random point. */
async function dropClients(fleet: Fleet, links: TcpLink[], random: Random, over: AbortSignal): Promise<number[]> {
  while (!over.aborted) {
    await delay(random.between(...PAUSE));
    if (random.chance(0.5)) random.pick(fleet).client.drop();
    else random.pick(links).tear(random.next());
  }
  return [];
}

async function watchHealing({ db }: Stage, fleet: Fleet, over: AbortSignal): Promise<number[]> {
  const healed: number[] = [];
  while (!over.aborted) {
    healed.push(await timeToHeal(db, fleet));
    await delay(100);
  }
  return healed;
}
