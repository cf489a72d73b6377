import type { Options } from '../options.ts';
import { number } from '../report.ts';
import type { Stage } from '../stage.ts';
import { interleave, median, warmUp } from './rounds.ts';

/** Measures the most that the load generator can do, with a server that answers a constant text of the size of a page. */
export async function checkLoad(stage: Stage, database: string, options: Options): Promise<string> {
  const server = await stage.startFloor('constant', database);
  await stage.load.prepare(server.name, { kind: 'gets', paths: ['/constant'] });
  await warmUp(stage, [server], options.seconds);
  const [rounds] = await interleave(stage, [server], { ...options, connections: 16 });
  const perSecond = median(rounds!.map((round) => round.perSecond!));
  const cpu = median(rounds!.map((round) => round.cpu!.load));
  return `${number(perSecond)} requests/s, ${number(cpu)} ms CPU each`;
}
