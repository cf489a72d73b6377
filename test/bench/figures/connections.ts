import { makeSocketWorld, type Signed } from '../data/socket-world.ts';
import { compare, takeTurns, type Measure } from '../load/rounds.ts';
import type { Server, Stage } from '../stage.ts';
import type { Bench, Figure, Result } from './figure.ts';
import { urlOf } from './realtime.ts';

const KIB = 1_024;

export const connections: Figure = {
  name: 'connections',
  async measure({ stage, options }: Bench): Promise<Result> {
    const count = options.small ? 40 : 2_000;
    const uri = await stage.newDatabase();
    const { others } = await makeSocketWorld(uri, stage.application, count + 1);
    const people = others.slice(0, count);
    const starts = [
      () => stage.startFloor('sockets', uri),
      (number: number) => stage.startApp('api,realtime', uri, { number: number + 2 }),
    ];
    const measures = await takeTurns(starts, options.rounds, async (start, round) =>
      measure(stage, await start(round), people),
    );
    const [floor, ours] = measures as [Measure[], Measure[]];
    const rss = compare(`${count} connections`, floor, ours, ['floor', 'ours'], ({ memory }) => memory!.rss);
    const heap = compare('', floor, ours, ['floor', 'ours'], ({ memory }) => memory!.heap);
    return {
      name: 'connections',
      title: 'Idle connections',
      about: [
        `Memory of a node with ${count} idle WebSockets, each of another customer, less that of the same process before, by the number of connections; after garbage collections, a fresh process each round, whose code a few connections have warmed. RSS is what the kernel counts; heap what the objects and their buffers take.`,
        'Floor: bare Socket.IO with the Redis adapter and the same settings; a room for each user. The ratio is that of RSS.',
      ],
      comparisons: [rss],
      aims: [
        { what: 'RSS per connection in that of the floor', value: rss.ratio, limit: 1.3, sense: 'at most' },
        { what: 'heap per connection in that of the floor', value: heap.ratio, limit: 1.3, sense: 'at most' },
      ],
    };
  },
};

async function measure({ sockets }: Stage, server: Server, people: Signed[]): Promise<Measure> {
  const specs = people.map(({ id, token }) => ({ url: urlOf(server), auth: { token, user: id } }));
  // The first connections compile code and fill caches. This cost must not count for a connection.
  await sockets.connect('warm', specs.slice(0, Math.ceil(people.length / 10)));
  await sockets.drop('warm');
  const before = await server.vitals();
  await sockets.connect('idle', specs);
  const after = await server.vitals();
  await sockets.drop('idle');
  await server.stop();
  const each = (bytes: number) => bytes / KIB / people.length;
  return { memory: { rss: each(after.rss - before.rss), heap: each(after.heap - before.heap) } };
}
