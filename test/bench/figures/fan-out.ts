import { makeSocketWorld } from '../data/socket-world.ts';
import { compare } from '../load/rounds.ts';
import type { Server, Stage } from '../stage.ts';
import type { Bench, Figure, Result } from './figure.ts';
import { race, urlOf, type Ring } from './realtime.ts';

export const fanOut: Figure = {
  name: 'fan-out',
  async measure({ stage, options }: Bench): Promise<Result> {
    const sockets = options.small ? 20 : 200;
    const rings = await openRings(stage, sockets);
    const [floor, ours] = await race(stage, rings, options);
    const comparison = compare(`${sockets} sockets`, floor!, ours!, ['floor', 'ours'], ({ client }) => client!.p50);
    return {
      name: 'fan-out',
      title: 'From one to many',
      about: [
        `\`location.report\` by one of the barber’s sockets on either of two nodes: from its sending until all ${sockets} sockets that watch the booking, half of them on each node, have \`location.updated\`. Ours checks right and plausibility, keeps the fix in Redis before it goes out, sends each socket the latest only, and works out and sends the estimate as well, which is not waited for.`,
        'Floor: bare Socket.IO with the Redis adapter, which does nothing but `io.to(room).emit`. The ratio is that of the p50.',
      ],
      comparisons: [comparison],
      aims: [{ what: 'p50 in that of the floor', value: comparison.ratio, limit: 1.2, sense: 'at most' }],
    };
  },
};

async function openRings(stage: Stage, sockets: number): Promise<Ring[]> {
  const uri = await stage.newDatabase();
  const { customer, barber, bookingId } = await makeSocketWorld(uri, stage.application, 2);
  const settings = { SOCKETS_PER_USER: `${sockets}` };
  const floors = await Promise.all([stage.startFloor('sockets', uri), stage.startFloor('sockets', uri)]);
  const apps = await Promise.all([0, 1].map((number) => stage.startApp('api,realtime', uri, { number, settings })));
  const drivers = Array.from({ length: sockets }, (_, i) => i).filter((i) => ownerOf(i) === 'barber');
  const specOf = (i: number, nodes: Server[], share: boolean) => {
    const { id, token } = { barber, customer }[ownerOf(i)];
    const ask = [
      ...(share && i === drivers[0] ? [{ name: 'location.share', data: { bookingId } }] : []),
      { name: 'booking.watch', data: { bookingId } },
    ];
    return { url: urlOf(nodes[i % 2]!), auth: { token, user: id }, ask };
  };
  const ring = (nodes: Server[], share: boolean): Ring => ({
    nodes,
    sockets: Array.from({ length: sockets }, (_, i) => specOf(i, nodes, share)),
    order: { event: 'location.updated', by: { report: { sockets: drivers, bookingId } }, pauseMs: 15 },
  });
  return [ring(floors, false), ring(apps, true)];
}

/** Returns the owner of a socket. The barber and the customer have sockets on both nodes. */
const ownerOf = (i: number): 'barber' | 'customer' => (Math.floor(i / 2) % 2 ? 'barber' : 'customer');
