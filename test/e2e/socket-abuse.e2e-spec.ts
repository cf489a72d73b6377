import type { Server } from 'socket.io';
import { ConnectionGateway } from '../../src/gateways/connection.gateway.ts';
import { bootApp, type TestApp } from '../support/app.ts';
import { eventually } from '../support/eventually.ts';
import { signUp } from '../support/people.ts';
import { SocketClient } from '../support/socket-client.ts';

let app: TestApp;
let offender: SocketClient;
let bystander: SocketClient;
beforeAll(async () => {
  app = await bootApp({ SOCKETS_PER_USER: '50' });
});
beforeEach(async () => {
  [offender, bystander] = await Promise.all([connect(), connect()]);
});
afterEach(async () => {
  // Whatever happened: the node lives, and the others notice nothing.
  expect(bystander.ended).toBeUndefined();
  expect(await bystander.ask('events.since', { seq: 0 })).toMatchObject({ ok: true });
  [offender, bystander].forEach((client) => client.close());
});
afterAll(() => app.close());

async function connect(): Promise<SocketClient> {
  const { token } = await signUp(app.http, 'customer');
  return new SocketClient(app.http.url, { token }).ready();
}
const isCut = () => eventually(() => expect(offender.ended).toBeDefined());
/** A Socket.IO packet as it goes over the wire. */
const sendRaw = (packet: string) =>
  (offender.socket.io.engine as unknown as { write(packet: string): void }).write(packet);

it('a frame of a megabyte ends the connection', async () => {
  offender.socket.emit('events.since', { seq: 0, pad: 'x'.repeat(1_000_000) });
  await isCut();
});

it('a packet that declares a million attachments ends the connection', async () => {
  sendRaw('51000000-["events.since",{"_placeholder":true,"num":0}]');
  sendRaw('2["events.since",{"seq":0}]');
  await isCut();
});

it.each(['2["events.since",{', '2', '2{}', '2["connect"]', '9', '2[1e999]'])(
  'the packet %s ends the connection, or is refused',
  async (packet) => {
    sendRaw(packet);
    await eventually(() => expect(offender.ended !== undefined || offender.named('problem').length > 0).toBe(true));
  },
);

it('five thousand rooms are not joined', async () => {
  const day = (i: number) => new Date(Date.UTC(2035, 0, 1) + i * 86_400_000).toISOString().slice(0, 10);
  for (let i = 0; i < 5_000; i++)
    offender.socket.emit('availability.watch', { barberId: 'a'.repeat(24), date: day(i) });
  await isCut();
  const server = (app.get(ConnectionGateway) as unknown as { server: Server }).server;
  expect(server.sockets.adapter.rooms.size).toBeLessThan(50);
});

it('a refusal comes as a problem where no ack was asked for', async () => {
  offender.socket.emit('no.such.message', {});
  offender.socket.emit('events.since', { $ne: 1 });
  await eventually(() =>
    expect(offender.named('problem').map(({ code }) => code)).toEqual(['not-found', 'validation-failed']),
  );
});

it.each([
  ['__proto__', JSON.parse('{"seq":0,"__proto__":{"admin":true}}')],
  ['an operator', { seq: { $gt: 0 } }],
  ['a list', [0]],
  ['binary data', Buffer.from('x')],
])('%s is refused', async (_name, data) => {
  expect(await offender.ask('events.since', data)).toMatchObject({ ok: false, error: { code: 'validation-failed' } });
});
