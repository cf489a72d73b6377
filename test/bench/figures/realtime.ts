import { cpuOf } from '../load/process-times.ts';
import { compare, takeTurns, type Measure } from '../load/rounds.ts';
import type { SocketSpec, WriteOrder } from '../load/socket-orders.ts';
import { makeSocketWorld } from '../data/socket-world.ts';
import type { Server, Stage } from '../stage.ts';
import type { Bench, Figure, Result } from './figure.ts';

/** What the application and the floors have in common: two nodes, their sockets, and the target of the write. */
export interface Ring {
  nodes: Server[];
  sockets: SocketSpec[];
  order: Omit<WriteOrder, 'group' | 'seconds'>;
}

const p50 = ({ client }: Measure): number => client!.p50;

export const realtime: Figure = {
  name: 'realtime',
  async measure({ stage, options }: Bench): Promise<Result> {
    const rings = await openRings(stage);
    const [rows, chat, ours] = await race(stage, rings, options);
    const bare = compare('one row each', rows!, ours!, ['floor', 'ours'], p50);
    const like = compare('message and rows', chat!, ours!, ['floor', 'ours'], p50);
    return {
      name: 'realtime',
      title: 'From a write to both parties',
      about: [
        'A chat message, `POST /conversations/:id/messages` on the first of two nodes: from the sending of the request until the customer’s socket on that node and the barber’s on the other both have `message.created`; one at a time. Ours checks token and session, reads both parties, the `clientId` and the latest visits, and then numbers and stores the message, records the fact for the worker, and numbers and stores the message to either party, encrypted, in one transaction.',
        'Floors: bare Fastify and Socket.IO with the Redis adapter, two processes, `w: majority`. “One row each” inserts one row per recipient, and emits. “Message and rows” also writes what the application’s message consists of (the conversation’s number, message, fact, a row for each) in one transaction, by hand; no tokens, no rights, no numbers per user, no encryption. The ratio is that of the p50.',
      ],
      comparisons: [bare, like],
      aims: [
        { what: 'p50 in that of the floor, one row each', value: bare.ratio, limit: 1.5, sense: 'at most' },
        { what: 'p50 in that of the floor, message and rows', value: like.ratio, limit: 1.5, sense: 'at most' },
      ],
    };
  },
};

async function openRings(stage: Stage): Promise<Ring[]> {
  const uri = await stage.newDatabase();
  const { customer, barber, conversationId } = await makeSocketWorld(uri, stage.application, 2);
  const floors = await Promise.all([stage.startFloor('sockets', uri), stage.startFloor('sockets', uri)]);
  const apps = await Promise.all([0, 1].map((number) => stage.startApp('api,realtime', uri, { number })));
  const ring = (nodes: Server[], path: string): Ring => ({
    nodes,
    sockets: [customer, barber].map(({ id, token }, i) => ({ url: urlOf(nodes[i]!), auth: { token, user: id } })),
    order: {
      event: 'message.created',
      by: { post: { port: nodes[0]!.port, path, token: customer.token } },
      pauseMs: 2,
    },
  });
  const query = `from=${customer.id}&to=${barber.id}&conversation=${conversationId}`;
  return [
    ring(floors, `/rows?${query}`),
    ring(floors, `/chat?${query}`),
    ring(apps, `/api/v1/conversations/${conversationId}/messages`),
  ];
}

export const urlOf = ({ port }: Server): string => `http://127.0.0.1:${port}`;

/** Connects all sockets, warms up, and runs the sides in turn. */
export async function race(
  stage: Stage,
  rings: Ring[],
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Measure[][]> {
  const names = new Map(rings.map((ring, i) => [ring, `ring ${i}`]));
  const run = (ring: Ring) => stage.sockets.write({ ...ring.order, group: names.get(ring)!, seconds });
  for (const ring of rings) {
    await stage.sockets.connect(names.get(ring)!, ring.sockets);
    await run(ring);
  }
  const measures = await takeTurns(rings, rounds, async (ring) => {
    const cpu = () => [
      ring.nodes.reduce((sum, { pid }) => sum + cpuOf(pid), 0),
      cpuOf(stage.mongodPid),
      cpuOf(stage.sockets.pid),
    ];
    const before = cpu();
    const { asked, client } = await run(ring);
    const [process, mongod, load] = cpu().map((now, i) => (now - before[i]!) / asked);
    return { client, cpu: { process: process!, mongod: mongod!, load: load! } };
  });
  for (const name of names.values()) await stage.sockets.drop(name);
  return measures;
}
