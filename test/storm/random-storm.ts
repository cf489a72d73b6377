import { check, type Verdict } from './checker.ts';
import { lostChanges } from './database-check.ts';
import { Driver } from './driver.ts';
import { instant, type Operation, type Span } from './history.ts';
import { pauseNodes, watchDatabase } from './nemesis.ts';
import { Random } from './random.ts';
import { FIVE_SHOPS, openShops, signUpCustomers } from './seed-data.ts';
import { Stage } from './stage.ts';
import { waitUntil } from './wait.ts';

export interface StormOptions {
  seed: number;
  operations: number;
  clients?: number;
  /** How many of the five shops take part. With one shop, all clients compete. */
  shops?: number;
  settings?: Record<string, string>;
  /** Sometimes pauses API nodes for longer than a claim lives. */
  pauses?: boolean;
  /** Removes a guard of the API nodes; see `ungated-node.mjs`. */
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
  /** How far the wall clock moved against the clock of the runner. With more than `slack`, deadlines cannot be judged. */
  drift: number;
  /** Warnings and errors that nodes logged. */
  log: string;
}

const HOLD_TTL = 2_000;
const SLACK = 250;
const SETTINGS = {
  BOOKING_HOLD_TTL_SECONDS: `${HOLD_TTL / 1_000}`,
  BOOKING_REQUEST_TTL_SECONDS: '5',
  MAX_OPEN_REQUESTS: '8',
};

/** Runs random operations of many clients on five shops and two nodes with a worker. Then judges everything. */
export async function randomStorm(options: StormOptions): Promise<StormResult> {
  const settings = { ...SETTINGS, ...options.settings };
  const stage = await Stage.open({ settings, spoil: options.spoil });
  try {
    return await storm(stage, options);
  } finally {
    await stage.close();
  }
}

async function storm(
  stage: Stage,
  { seed, operations, clients = 64, shops = 5, pauses = true, onProgress }: StormOptions,
): Promise<StormResult> {
  const random = new Random(seed);
  const wires = stage.nodes.map(({ wire }) => wire);
  const barbers = await openShops(wires[0]!, stage.db, FIVE_SHOPS.slice(0, shops));
  const customers = await signUpCustomers(wires[0]!, 24);
  const driver = new Driver({ wires, barbers, customers, random: random.fork(), clients, operations });
  const offset = Date.now() - instant();
  const started = instant();
  const watch = watchDatabase(stage, HOLD_TTL);
  const nemesis = pauses ? pauseNodes(stage, random.fork(), HOLD_TTL) : undefined;
  const progress = setInterval(() => onProgress?.(driver.history.length), 10_000);
  const history = await driver.run().finally(() => clearInterval(progress));
  const seconds = (instant() - started) / 1_000;
  const paused = (await nemesis?.stop()) ?? [];
  await waitForQuiet(stage);
  return {
    ...(await watch.stop()),
    history,
    pauses: paused,
    seconds,
    verdict: check(history, { holdTtl: HOLD_TTL, slack: SLACK }),
    lost: await lostChanges(stage.db, history),
    expired: await stage.db.collection('bookings').countDocuments({ status: 'expired' }),
    drift: Math.abs(Date.now() - instant() - offset),
    log: [...stage.nodes, stage.worker].map((node) => node.output()).join(''),
  };
}

/** Waits until the worker has caught up and no lapsed entry is left. */
async function waitForQuiet({ db }: Stage): Promise<void> {
  const caughtUp = async () => {
    const lapsed = { $lte: new Date() };
    const request = await db.collection('bookings').findOne({ status: 'requested', expiresAt: lapsed });
    return !request && !(await db.collection('calendars').findOne({ 'busy.until': lapsed }));
  };
  await waitUntil('nothing that lapsed is left', caughtUp, 60_000);
}
