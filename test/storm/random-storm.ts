import { setTimeout as delay } from 'node:timers/promises';
import { check } from './checker.ts';
import type { Verdict } from './checker.ts';
import { inspect, lostChanges, readState } from './database-check.ts';
import { Driver } from './driver.ts';
import { instant } from './history.ts';
import type { Operation, Span } from './history.ts';
import { Random } from './random.ts';
import { openShops, signUpCustomers } from './seed-data.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { waitUntil } from './wait.ts';

export interface StormOptions {
  seed: number;
  operations: number;
  clients?: number;
  /** Freezes API nodes now and then for longer than a claim lives. */
  pauses?: boolean;
  /** Spoils the API nodes, see `ungated-node.mjs`. */
  spoil?: string;
  onProgress?: (done: number) => void;
}

export interface StormResult {
  history: Operation[];
  verdict: Verdict;
  disagreements: string[];
  orphans: string[];
  lost: string[];
  pauses: Span[];
  seconds: number;
  expired: number;
  /** How far the wall clock moved against the runner's clock: beyond `slack`, deadlines cannot be judged. */
  drift: number;
  /** Warnings and errors that nodes logged. */
  log: string;
}

const HOLD_TTL = 1_000;
const SLACK = 250;
const SETTINGS = {
  BOOKING_HOLD_TTL_SECONDS: `${HOLD_TTL / 1_000}`,
  BOOKING_REQUEST_TTL_SECONDS: '4',
  SWEEP_INTERVAL_MS: '500',
  MAX_OPEN_REQUESTS: '8',
};

/** Random operations from many clients over five shops on two nodes, with a worker; then everything is judged. */
export async function randomStorm(options: StormOptions): Promise<StormResult> {
  const { seed, operations, clients = 64, spoil } = options;
  const stage = await openStage({ settings: SETTINGS, spoil });
  try {
    const random = new Random(seed);
    const wires = stage.nodes.map(({ wire }) => wire);
    const barbers = await openShops(wires[0]!, stage.db);
    const customers = await signUpCustomers(wires[0]!, 24);
    const driver = new Driver({ wires, barbers, customers, random: random.fork(), clients, operations });
    const drift = Date.now() - instant();
    const started = instant();
    const watch = watchDatabase(stage);
    const nemesis = pauseNodes(stage, random.fork(), options.pauses ?? true);
    const progress = setInterval(() => options.onProgress?.(driver.history.length), 5_000);
    const history = await driver.run();
    clearInterval(progress);
    const seconds = (instant() - started) / 1_000;
    const pauses = await nemesis.stop();
    await waitForQuiet(stage);
    const findings = await watch.stop();
    return {
      ...findings,
      history,
      pauses,
      seconds,
      verdict: check(history, { holdTtl: HOLD_TTL, slack: SLACK }),
      lost: await lostChanges(stage.db, history),
      expired: await stage.db.collection('bookings').countDocuments({ status: 'expired' }),
      drift: Math.abs(Date.now() - instant() - drift),
      log: [...stage.nodes, stage.worker].map((node) => node.output()).join(''),
    };
  } finally {
    await stage.close();
  }
}

/** Looks at the collections all the time; the last look is after everything has come to rest. */
function watchDatabase({ client, db }: Stage) {
  const disagreements: string[] = [];
  const orphans: string[] = [];
  const end = new AbortController();
  const look = async () => {
    const found = inspect(await readState(client, db), HOLD_TTL);
    disagreements.push(...found.disagreements);
    orphans.push(...found.orphans);
  };
  const looking = (async () => {
    while (!end.signal.aborted) {
      await look();
      await delay(1_000, undefined, { signal: end.signal }).catch(() => undefined);
    }
  })();
  const stop = async () => {
    end.abort();
    await looking;
    await look();
    return { disagreements, orphans };
  };
  return { stop };
}

/** One node at a time stands still for longer than a claim lives; the other goes on. */
function pauseNodes({ nodes }: Stage, random: Random, wanted: boolean) {
  const pauses: Span[] = [];
  const end = new AbortController();
  const wait = (milliseconds: number) => delay(milliseconds, undefined, { signal: end.signal }).catch(() => undefined);
  const pausing = (async () => {
    while (wanted && !end.signal.aborted) {
      await wait(random.between(1_500, 4_000));
      if (end.signal.aborted) return;
      const from = instant();
      await random.pick(nodes).pause(random.between(HOLD_TTL + 100, HOLD_TTL + 800));
      pauses.push({ from, to: instant() });
    }
  })();
  const stop = async () => {
    end.abort();
    await pausing;
    return pauses;
  };
  return { stop };
}

/** Until every request was answered or ended, and nothing lapsed is left. */
async function waitForQuiet({ db }: Stage): Promise<void> {
  await waitUntil('no request waits and no hold is left', async () => {
    const waiting = await db.collection('bookings').findOne({ status: 'requested' });
    return !waiting && !(await db.collection('calendars').findOne({ 'busy.until': { $ne: null, $type: 'date' } }));
  });
}
