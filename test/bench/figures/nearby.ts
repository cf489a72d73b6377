import { sideBySide, type Contender } from '../load/rounds.ts';
import { searchPoints } from '../data/barbers.ts';
import { cpuOfFloor, cpuTogether, type Bench, type Figure, type Result } from './figure.ts';

const LIMIT = 20;
const CONNECTIONS = [1, 16, 64];
/** The number of places for which both sides must return the same barbers. */
const COMPARED = 20;

export const nearby: Figure = {
  name: 'nearby',
  async measure({ stage, options, full }: Bench): Promise<Result> {
    const { uri } = await full();
    const paths = searchPoints(500, options.size).map(
      ([lng, lat]) => `/api/v1/barbers/nearby?lat=${lat}&lng=${lng}&limit=${LIMIT}`,
    );
    const contenders = await Promise.all([stage.startFloor('nearby', uri), stage.startApp('api', uri)]);
    await mustAgree(contenders, paths.slice(0, COMPARED));
    for (const { name } of contenders) await stage.load.prepare(name, { kind: 'gets', paths });
    const comparisons = await sideBySide(stage, contenders, options, CONNECTIONS);
    const at16 = comparisons[1]!;
    return {
      name: 'nearby',
      title: 'Barbers nearby',
      about: [
        `\`GET /barbers/nearby?lat&lng&limit=${LIMIT}\` from 500 places, about 505 barbers within the 5 km around each.`,
        `Floor: \`$nearSphere\` with a limit and the same fields, distance, view and cursor worked out in the process. Both gave the same barbers for ${COMPARED} places before anything was measured.`,
      ],
      comparisons,
      aims: [
        { what: 'speed in that of the floor, 16 connections', value: at16.ratio, limit: 0.75, sense: 'at least' },
        {
          what: `CPU ms per request, API and database, 16 connections (the floor’s own: ${cpuOfFloor(at16).toFixed(2)})`,
          value: cpuTogether(at16),
          limit: 2.2,
          sense: 'at most',
        },
      ],
    };
  },
};

/** Checks that both sides return the same barbers. Barbers at the distance of the last one on the page may differ. */
async function mustAgree(contenders: Contender[], paths: string[]): Promise<void> {
  for (const path of paths) {
    const [floor, ours] = await Promise.all(contenders.map(({ port }) => page(port, path)));
    if (!floor!.length || floor!.join() !== ours!.join())
      throw new Error(`${path}\nfloor: ${floor!.join()}\nours: ${ours!.join()}`);
  }
}

async function page(port: number, path: string): Promise<string[]> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  const { items } = (await answer.json()) as { items: { id: string; distance: number }[] };
  return items
    .filter(({ distance }) => distance < items.at(-1)!.distance)
    .map(({ id, distance }) => `${id}@${distance}`)
    .sort();
}
