import { createServer } from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { Server, type Socket } from 'socket.io';
import { io } from 'socket.io-client';
import { eventually } from '../../test/support/eventually.ts';
import { LatestOnly } from './latest-only.ts';

const ROOM = 'booking:1';
const MEGABYTE = 'x'.repeat(1_000_000);

it('a real connection whose client stopped reading brings only the last fix when the client reads again', async () => {
  const http = createServer().listen(0, '127.0.0.1');
  const server = new Server(http);
  const connected = once(server, 'connection') as Promise<[Socket]>;
  await once(http, 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const client = io(url, { transports: ['websocket'], reconnection: false });
  const fixes: number[] = [];
  client.on('fix', (fix: number) => fixes.push(fix));
  const [socket] = await connected;
  const latest = new LatestOnly(socket, () => Promise.resolve(true));
  latest.send(ROOM, 'fix', 0);
  await eventually(() => expect(fixes).toEqual([0]));

  const tcp = (client.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws._socket;
  tcp.pause();
  // Fills every buffer between the server and the client, so that nothing more is taken.
  for (let i = 0; i < 20; i++) socket.emit('ballast', MEGABYTE);
  for (let fix = 1; fix <= 100; fix++) {
    latest.send(ROOM, 'fix', fix);
    await turn();
  }
  expect(socket.conn.transport.writable).toBe(false);
  tcp.resume();
  await eventually(() => expect(fixes).toEqual([0, 100]));
  client.disconnect();
  await server.close();
});
