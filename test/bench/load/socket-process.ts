import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from './connection.ts';
import { timesOf } from './generator.ts';
import { acked, SocketGroup } from './socket-group.ts';
import type { SocketOrder, WriteOrder, WriteSeen } from './socket-orders.ts';

/** The sockets are in their own process, so that reading their messages does not slow the servers. */
const groups = new Map<string, SocketGroup>();

process.on('message', (order: SocketOrder) => {
  follow(order).then(
    (seen) => process.send!({ seen }),
    (error: Error) => process.send!({ problem: error.message }),
  );
});
process.on('disconnect', () => process.exit(1));

async function follow(order: SocketOrder): Promise<WriteSeen | undefined> {
  if (order.order === 'connect') return void groups.set(order.group, await SocketGroup.connect(order.sockets));
  const group = groups.get(order.group)!;
  if (order.order === 'write') return write(group, order);
  group.close();
  groups.delete(order.group);
  return undefined;
}

async function write(group: SocketGroup, order: WriteOrder): Promise<WriteSeen> {
  const { send, close } = await writer(group, order);
  const samples: number[] = [];
  try {
    for (const end = performance.now() + order.seconds * 1_000; performance.now() < end;) {
      const mark = new Date().toISOString();
      const everywhere = group.everywhere(order.event, mark);
      const from = performance.now();
      const answered = send(mark);
      await Promise.all([everywhere.then(() => samples.push(performance.now() - from)), answered]);
      await pause(order.pauseMs);
    }
  } finally {
    close();
  }
  return { asked: samples.length, client: timesOf(samples) };
}

interface Writer {
  /** Sends the write and waits for its answer. */
  send: (mark: string) => Promise<void>;
  close: () => void;
}

async function writer(group: SocketGroup, { by }: WriteOrder): Promise<Writer> {
  if ('report' in by) {
    let turn = 0;
    const { sockets, bookingId } = by.report;
    const next = () => group.sockets[sockets[turn++ % sockets.length]!]!;
    const send = (at: string) => acked(next(), 'location.report', { bookingId, lat: 51.45, lng: -2.58, at });
    return { send, close: () => undefined };
  }
  const connection = new Connection(by.post.port);
  await connection.opened();
  const send = async (clientId: string) => {
    const { status, body } = await connection.ask(textOf(by.post, { clientId, text: 'See you at the shop.' }));
    if (status >= 300) throw new Error(`answered ${status}: ${body}`);
  };
  return { send, close: () => connection.close() };
}

function textOf({ path, token }: { path: string; token: string }, body: object): string {
  const text = JSON.stringify(body);
  return (
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n` +
    `authorization: Bearer ${token}\r\ncontent-length: ${text.length}\r\n\r\n${text}`
  );
}
