import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadDataset } from './data/dataset.ts';
import { documentOf } from './document.ts';
import { availability } from './figures/availability.ts';
import { bookings } from './figures/bookings.ts';
import type { Bench, Figure, Result } from './figures/figure.ts';
import { connections } from './figures/connections.ts';
import { fanOut } from './figures/fan-out.ts';
import { nearby } from './figures/nearby.ts';
import { outbox } from './figures/outbox.ts';
import { realtime } from './figures/realtime.ts';
import { checkLoad } from './load/check-load.ts';
import { machineFacts } from './machine.ts';
import { readOptions, USAGE, type Options } from './options.ts';
import { printed } from './report.ts';
import { openStage, type Stage } from './stage.ts';

const FIGURES = [nearby, availability, bookings, outbox, realtime, fanOut, connections];
const DOCUMENT = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const figures = chooseFigures(options.names);
  // Starts separate servers in a temporary folder, which end with this process in any case. A test run starts its own servers.
  await (await import(new URL('../global-setup.mjs', import.meta.url).href)).default();
  const facts = await machineFacts(process.env.TEST_MONGODB_URI!, process.env.TEST_REDIS_URL!);
  console.log(
    Object.entries(facts)
      .map(([name, value]) => `${name}: ${value}`)
      .join(' · '),
  );
  const stage = await openStage(options);
  try {
    const bench = benchOn(stage, options);
    facts['load generator alone'] = await checkLoad(stage, await stage.newDatabase(), options);
    const results = await measureAll(figures, bench);
    if (!options.small && figures.length === FIGURES.length) {
      const { data } = await bench.full();
      writeFileSync(DOCUMENT, documentOf({ ...options, facts, counts: data.counts, results }));
      console.log('\ndocs/benchmarks.md is written.');
    }
    if (options.json) console.log(JSON.stringify(results));
  } finally {
    await stage.close();
  }
}

function chooseFigures(names: string[]): Figure[] {
  const unknown = names.filter((name) => !FIGURES.some((figure) => figure.name === name));
  if (unknown.length) throw new Error(`No such figure: ${unknown.join(', ')}.\n${USAGE}`);
  return names.length ? FIGURES.filter(({ name }) => names.includes(name)) : FIGURES;
}

function benchOn(stage: Stage, options: Options): Bench {
  const load = async (history: boolean) => {
    const started = performance.now();
    const uri = await stage.newDatabase();
    const data = await loadDataset(uri, { size: options.size, application: stage.application, history });
    console.log(`dataset ${history ? 'with' : 'without'} a past: ${seconds(started)}`);
    return { uri, data };
  };
  let full: ReturnType<typeof load> | undefined;
  let fresh: ReturnType<typeof load> | undefined;
  return { stage, options, full: () => (full ??= load(true)), fresh: () => (fresh ??= load(false)) };
}

async function measureAll(figures: Figure[], bench: Bench): Promise<Result[]> {
  const results: Result[] = [];
  for (const figure of figures) {
    const started = performance.now();
    const result = await figure.measure(bench);
    results.push(result);
    console.log(`${printed(result)}\n(${seconds(started)})`);
  }
  return results;
}

const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(1)} s`;

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
