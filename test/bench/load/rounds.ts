import type { Times } from './generator.ts';
import type { Load } from './load.ts';
import { cpuOf } from './process-times.ts';

/** One side of a comparison: a name that was prepared with the load, and the process that answers. */
export interface Contender {
  name: string;
  port: number;
  pid: number;
}

/** One round, or the medians of several. Times in milliseconds; CPU in milliseconds per request; memory in KiB per connection. */
export interface Measure {
  perSecond?: number | undefined;
  client?: Times;
  server?: Times;
  cpu?: { process: number; mongod: number; load: number };
  memory?: { rss: number; heap: number };
}

export interface Comparison {
  what: string;
  /** The names of both sides. */
  sides: string[];
  floor: Measure;
  ours: Measure;
  /**
   * The application divided by the floor: the median of the ratios of the rounds. It compares speed, unless the figure says
   * otherwise.
   */
  ratio: number;
}

export interface Course {
  rounds: number;
  seconds: number;
  connections: number;
  together?: boolean;
}

/** What every round needs. */
export interface Track {
  load: Load;
  mongodPid: number;
}

/** Runs the sides in the order A B, B A, A B …, so that changes on the machine affect all sides equally. */
export async function interleave(track: Track, contenders: Contender[], course: Course): Promise<Measure[][]> {
  return takeTurns(contenders, course.rounds, (contender) => measure(track, contender, course));
}

export async function takeTurns<T>(
  contenders: T[],
  rounds: number,
  measureOne: (contender: T, round: number) => Promise<Measure>,
): Promise<Measure[][]> {
  const seen = new Map(contenders.map((contender) => [contender, [] as Measure[]]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of round % 2 ? contenders.toReversed() : contenders)
      seen.get(contender)!.push(await measureOne(contender, round));
  }
  return contenders.map((contender) => seen.get(contender)!);
}

async function measure({ load, mongodPid }: Track, contender: Contender, course: Course): Promise<Measure> {
  const pids = [contender.pid, mongodPid, load.pid];
  const before = pids.map(cpuOf);
  const { asked, seconds, client, server } = await load.run(contender.name, {
    together: false,
    ...course,
    port: contender.port,
  });
  const [process, mongod, own] = pids.map((pid, i) => (cpuOf(pid) - before[i]!) / asked);
  return { perSecond: asked / seconds, client, server, cpu: { process: process!, mongod: mongod!, load: own! } };
}

/** After this many requests, hot code is compiled and hot data is in memory. */
const WARM = 2_000;

/** Sends requests that do not count. On a slow machine, the warm-up ends after the time of ten rounds. */
export async function warmUp(track: Track, contenders: Contender[], seconds: number): Promise<void> {
  for (const { name, port } of contenders) {
    const order = { port, seconds, connections: 16, together: false };
    let asked = 0;
    for (let round = 0; round < 10 && asked < Math.min(WARM, 500 * seconds * 2); round++)
      asked += (await track.load.run(name, order)).asked;
  }
}

/** Warms up both sides, then compares them at each number of connections. */
export async function sideBySide(
  track: Track,
  contenders: [floor: Contender, ours: Contender],
  course: Pick<Course, 'rounds' | 'seconds'>,
  counts: number[],
): Promise<Comparison[]> {
  await warmUp(track, contenders, course.seconds);
  const comparisons: Comparison[] = [];
  for (const connections of counts) {
    const [floor, ours] = await interleave(track, contenders, { ...course, connections });
    comparisons.push(compare(`${connections} connection${connections > 1 ? 's' : ''}`, floor!, ours!));
  }
  return comparisons;
}

export function compare(
  what: string,
  floor: Measure[],
  ours: Measure[],
  sides = ['floor', 'ours'],
  quantity: (round: Measure) => number = (round) => round.perSecond!,
): Comparison {
  const ratio = median(ours.map((round, i) => quantity(round) / quantity(floor[i]!)));
  return { what, sides, floor: medians(floor), ours: medians(ours), ratio };
}

/** Returns the median of each field. */
function medians(rounds: Measure[]): Measure {
  const of = (pick: (round: Measure) => number | undefined) => median(rounds.map((round) => pick(round) ?? NaN));
  const times = (pick: (round: Measure) => Times | undefined) => ({
    p50: of((round) => pick(round)?.p50),
    p99: of((round) => pick(round)?.p99),
  });
  return {
    perSecond: of(({ perSecond }) => perSecond),
    client: times(({ client }) => client),
    server: times(({ server }) => server),
    cpu: {
      process: of(({ cpu }) => cpu?.process),
      mongod: of(({ cpu }) => cpu?.mongod),
      load: of(({ cpu }) => cpu?.load),
    },
    memory: { rss: of(({ memory }) => memory?.rss), heap: of(({ memory }) => memory?.heap) },
  };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
