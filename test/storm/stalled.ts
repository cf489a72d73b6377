import { setTimeout as delay } from 'node:timers/promises';
import { latestNumbers, openConversation, talk } from './conversations.ts';
import { HealthyClient } from './healthy-client.ts';
import { instant } from './history.ts';
import type { StormNode, Vitals } from './nodes.ts';
import { openShops, signUpCustomers, type Person, type StormBarber } from './seed-data.ts';
import { Stage } from './stage.ts';
import { StalledSocket, type Stall } from './stalled-socket.ts';
import { waitUntil } from './wait.ts';

export interface StalledOptions {
  /** Clients that stop reading, clients that stop reading but still ask, and half-open connections of several kinds. */
  deaf: number;
  greedy: number;
  halfOpen: number;
  kinds: readonly Stall[];
  healthy: number;
  /** How many seconds healthy clients continue during the stall. */
  seconds: number;
  warmUpSeconds: number;
  /** Milliseconds between messages to clients that do not read. */
  everyMs: number;
  /**
   * Waits until the nodes have closed the last of them: a silent connection is given more than a minute. Else `kept` is looked
   * at.
   */
  untilClosed: boolean;
  settings?: Record<string, string>;
  spoil?: string | undefined;
}

export interface StalledResult {
  stalled: number;
  healthy: number;
  /** Messages to clients that do not read, and messages to healthy clients. */
  written: { loud: number; quiet: number };
  /** Milliseconds from each message's `at` until a healthy client had the message, sorted. */
  delays: number[];
  /** The memory of each node before and after the stall. */
  memory: { before: Vitals; after: Vitals; peak: number }[];
  /** Connections on all nodes: before the stall, during the stall, and at the end. */
  connections: { before: number; during: number; after: number };
  /** How many connections of each kind the server had not ended. */
  kept: Record<string, number>;
  violations: string[];
  seconds: number;
}

/** The difference that is allowed, because connections for requests come and go. */
export const SLACK = 10;
/**
 * Six kilobytes: what the kernel keeps for each socket, some four megabytes, has to be filled before anything waits in the node.
 */
const LONG_TEXT = '理'.repeat(2_000);
const QUIET = { text: 'See you at the shop.', everyMs: 50 };

/** Runs clients that read nothing and half-open connections. Healthy clients must notice nothing, and memory must not grow. */
export async function stalledStorm(options: StalledOptions): Promise<StalledResult> {
  const settings = { SOCKETS_PER_USER: '500', ...options.settings };
  const stage = await Stage.open({ roles: 'api,realtime', settings, spoil: options.spoil });
  try {
    return await storm(stage, options);
  } finally {
    await stage.close();
  }
}

async function storm(stage: Stage, options: StalledOptions): Promise<StalledResult> {
  const [{ wire }, other] = stage.nodes as [StormNode, StormNode];
  const { loud, quiet } = await openConversations(wire, stage);
  const people = [...new Set(quiet.flatMap(({ customer, barber }) => [customer, barber]))];
  const healthy = await connectHealthy(stage.nodes, people, options.healthy);
  const over = new AbortController();
  const talking = [
    talk(wire, { pairs: [loud], text: LONG_TEXT, everyMs: options.everyMs }, over.signal),
    talk(other.wire, { pairs: quiet, ...QUIET }, over.signal),
  ] as const;
  try {
    await delay(options.warmUpSeconds * 1_000);
    const stalled = await stall(stage.nodes, [loud.customer, loud.barber], healthy, options);
    over.abort();
    const [toLoud, toQuiet] = await Promise.all(talking);
    const violations = [...toLoud.refused, ...toQuiet.refused, ...(await judgeHealthy(stage, healthy))];
    return { ...stalled, violations, written: { loud: toLoud.written, quiet: toQuiet.written } };
  } finally {
    over.abort();
    healthy.forEach(({ client }) => client.stop());
  }
}

/** Measures the nodes and the healthy clients from just before the stall until its end. */
async function stall(nodes: StormNode[], people: Person[], healthy: Healthy, options: StalledOptions) {
  const before = await vitalsOf(nodes);
  healthy.forEach(({ client }) => (client.delays = []));
  const started = instant();
  const stalled = await openStalled(nodes, people, options);
  const during = await vitalsOf(nodes, 'glance');
  const peaks = await watch(nodes, options.seconds);
  const seconds = (instant() - started) / 1_000;
  const delays = healthy.flatMap(({ client }) => client.delays).toSorted((a, b) => a - b);
  const isBack = async () => connectionsIn(await vitalsOf(nodes, 'glance')) <= connectionsIn(before) + SLACK;
  const kept = options.untilClosed ? {} : await whoWasKept(stalled);
  // `connections` shows which connections are left then.
  if (options.untilClosed) await waitUntil('they are gone', isBack, 60_000).catch(() => undefined);
  const after = await vitalsOf(nodes);
  stalled.forEach((socket) => socket.destroy());
  return {
    ...{ stalled: stalled.length, healthy: healthy.length, delays, kept, seconds },
    memory: before.map((vitals, i) => ({ before: vitals, after: after[i]!, peak: peaks[i]! })),
    connections: { before: connectionsIn(before), during: connectionsIn(during), after: connectionsIn(after) },
  };
}

/** Opens one busy conversation with clients that do not read, and some quiet conversations of other people. */
async function openConversations(wire: StormNode['wire'], stage: Stage) {
  const [loudBarber, ...barbers] = (await openShops(wire, stage.db)) as [StormBarber, ...StormBarber[]];
  const [loudCustomer, ...customers] = (await signUpCustomers(wire, 17)) as [Person, ...Person[]];
  const loud = await openConversation(wire, loudBarber, loudCustomer, 0);
  const quiet = await Promise.all(
    customers.map((customer, i) => openConversation(wire, barbers[i % barbers.length]!, customer, i)),
  );
  return { loud, quiet };
}

type Healthy = { person: Person; client: HealthyClient }[];

async function connectHealthy(nodes: StormNode[], people: Person[], count: number): Promise<Healthy> {
  const healthy = Array.from({ length: count }, (_, i) => ({
    person: people[i % people.length]!,
    client: new HealthyClient(),
    url: nodes[i % nodes.length]!.wire.url,
  }));
  await Promise.all(healthy.map(({ person, client, url }) => client.connect(url, person.token)));
  return healthy;
}

function openStalled(nodes: StormNode[], people: Person[], { deaf, greedy, halfOpen, kinds }: StalledOptions) {
  const all = [
    ...Array.from({ length: deaf }, (_, i) => (i < greedy ? ('greedy' as const) : ('deaf' as const))),
    ...Array.from({ length: halfOpen }, (_, i) => kinds[i % kinds.length]!),
  ];
  const urlOf = (i: number) => nodes[i % nodes.length]!.wire.url;
  const ownerOf = (i: number) => people[Math.floor(i / nodes.length) % people.length]!;
  return Promise.all(all.map((kind, i) => StalledSocket.open(urlOf(i), ownerOf(i).token, kind)));
}

const vitalsOf = (nodes: StormNode[], how?: 'glance'): Promise<Vitals[]> =>
  Promise.all(nodes.map((node) => node.vitals(how)));
const connectionsIn = (vitals: Vitals[]): number => vitals.reduce((sum, { connections }) => sum + connections, 0);

/** Returns the highest memory that was seen for each node. */
async function watch(nodes: StormNode[], seconds: number): Promise<number[]> {
  const peaks = nodes.map(() => 0);
  for (const end = instant() + seconds * 1_000; instant() < end;) {
    await delay(1_000);
    for (const [i, { rss }] of (await vitalsOf(nodes, 'glance')).entries()) peaks[i] = Math.max(peaks[i]!, rss);
  }
  return peaks;
}

async function whoWasKept(stalled: StalledSocket[]): Promise<Record<string, number>> {
  const cut = await Promise.all(stalled.map((socket) => socket.wasCut(5_000)));
  const kept: Record<string, number> = {};
  for (const [i, { kind }] of stalled.entries()) if (!cut[i]) kept[kind] = (kept[kind] ?? 0) + 1;
  return kept;
}

async function judgeHealthy({ db }: Stage, healthy: Healthy): Promise<string[]> {
  const latest = await latestNumbers(db);
  const isWhole = ({ person, client }: Healthy[number]) => client.isWhole(latest.get(person.id) ?? 0);
  await waitUntil('every healthy client has everything', () => healthy.every(isWhole), 10_000).catch(() => undefined);
  return healthy
    .filter((one) => !isWhole(one) || one.client.ended)
    .map(({ person, client }) => `a healthy client of ${person.id} misses something (${client.ended ?? 'connected'})`);
}
