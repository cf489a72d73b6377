import { mkdirSync, writeFileSync } from 'node:fs';
import { seedFor } from '../support/seed.ts';
import { dropsStorm } from './drops.ts';
import { killRounds } from './kills.ts';
import { randomStorm } from './random-storm.ts';
import { realtimeStorm } from './realtime.ts';
import {
  reportDrops,
  reportKills,
  reportRealtime,
  reportRivals,
  reportStalled,
  reportStorm,
  reportTiming,
  type Report,
} from './report.ts';
import { rivalRounds } from './rivals.ts';
import { closeStages } from './stage.ts';
import { stalledStorm } from './stalled.ts';
import { timingStorm } from './timing.ts';

/**
 * The long storms: `npm run storm [-- slot|random|kill|realtime|drops|stalled|timing|all]`. Sizes by STORM_ROUNDS, STORM_RIVALS,
 * STORM_OPERATIONS, STORM_KILLS, STORM_MESSAGES, STORM_SOCKETS, STORM_CUTS, STORM_STALLED, STORM_HALF_OPEN, STORM_HEALTHY,
 * STORM_SECONDS, STORM_CALLS; SEED repeats a run; STORM_SPOIL takes a guard out of the nodes (see ungated-node.mjs), and then the
 * storm must fail.
 */
const size = (name: string, usual: number) => Number(process.env[name] ?? usual);
const progress = (unit: string) => (count: number) => console.log(`  … ${count} ${unit}`);

const STORMS: Record<string, (seed: number) => Promise<Report>> = {
  slot: async (seed) => {
    const [rounds, rivals] = [size('STORM_ROUNDS', 50), size('STORM_RIVALS', 500)];
    return reportRivals(await rivalRounds({ seed, rounds, rivals, onProgress: progress('rounds') }));
  },
  random: async (seed) => {
    const [operations, clients] = [size('STORM_OPERATIONS', 20_000), size('STORM_CLIENTS', 64)];
    const spoil = process.env.STORM_SPOIL;
    const result = await randomStorm({
      seed,
      operations,
      clients,
      onProgress: progress('operations'),
      ...(spoil && { spoil }),
    });
    const report = reportStorm(result);
    if (report.failed) report.lines.push(`history and logs: ${keep(seed, result)}`);
    return report;
  },
  kill: async (seed) =>
    reportKills(await killRounds({ seed, kills: size('STORM_KILLS', 100), onProgress: progress('kills') })),
  realtime: async (seed) => {
    const [messages, clients, cuts] = [
      size('STORM_MESSAGES', 10_000),
      size('STORM_SOCKETS', 200),
      size('STORM_CUTS', 20),
    ];
    return reportRealtime(await realtimeStorm({ seed, messages, clients, cuts }));
  },
  drops: async (seed) => {
    const [messages, clients] = [size('STORM_MESSAGES', 10_000), size('STORM_SOCKETS', 1_000)];
    return reportDrops(await dropsStorm({ seed, messages, clients }));
  },
  stalled: async () => {
    const deaf = size('STORM_STALLED', 200);
    const sizes = {
      deaf,
      greedy: Math.ceil(deaf / 40),
      halfOpen: size('STORM_HALF_OPEN', 100),
    };
    const others = { healthy: size('STORM_HEALTHY', 100), seconds: size('STORM_SECONDS', 75) };
    const course = {
      kinds: ['gone', 'half', 'mute'] as const,
      warmUpSeconds: 60,
      everyMs: 25,
      untilClosed: true,
    };
    return reportStalled(await stalledStorm({ ...sizes, ...others, ...course, spoil: process.env.STORM_SPOIL }));
  },
  timing: async (seed) => reportTiming(await timingStorm({ seed, calls: size('STORM_CALLS', 2_000) })),
};

/** Stores the result of a failed run, so that people can look at the result. */
function keep(seed: number, result: unknown): string {
  mkdirSync('.cache', { recursive: true });
  const path = `.cache/storm-${seed}.json`;
  writeFileSync(path, JSON.stringify(result));
  return path;
}

async function main(): Promise<void> {
  const name = process.argv[2] ?? 'all';
  const chosen = name === 'all' ? Object.keys(STORMS) : [name];
  if (!chosen.every((each) => STORMS[each]))
    throw new Error(`There is no storm "${name}"; there are ${Object.keys(STORMS).join(', ')} and all`);
  await (await import(new URL('../global-setup.mjs', import.meta.url).href)).default();
  cleanUpOnSignals();
  for (const each of chosen) {
    const seed = seedFor(`storm ${each}`);
    const { lines, failed } = await STORMS[each]!(seed);
    console.log(
      `\n${each}: ${failed ? 'FAILED' : 'held'} (seed ${seed})\n${lines.map((line) => `  ${line}`).join('\n')}\n`,
    );
    if (failed) process.exitCode = 1;
  }
}

/** Ends nodes and databases first at a signal, because the handlers of the servers end the process at once. */
function cleanUpOnSignals(): void {
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.removeAllListeners(signal);
    process.once(signal, () => void closeStages().finally(() => process.exit(code)));
  }
}

await main().catch((error: Error) => {
  console.error(error.stack);
  process.exitCode = 1;
});
process.exit();
