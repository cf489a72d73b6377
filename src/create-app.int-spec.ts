import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { Logger } from '@nestjs/common';
import { freshEnvironment, listening } from '../test/support/app.ts';
import { eventually } from '../test/support/eventually.ts';
import { listen } from '../test/support/processes.ts';
import { loadConfig } from './common/config/config.ts';

/** Nest logs at length why it could not start. */
const SILENT = { log: () => undefined, error: () => undefined, warn: () => undefined };
const NOWHERE = '127.0.0.1:9';

/** Returns how many things keep the process alive: open connections, listening servers and running timers. */
const open = () =>
  process.getActiveResourcesInfo().filter((kind) => /^(TCPSocketWrap|TCPServerWrap|Timeout)$/.test(kind)).length;

const boot = async (settings: Record<string, string>) => {
  const app = await listening(loadConfig({ ...(await freshEnvironment()), ...settings }), { logger: SILENT });
  await app.close();
};

describe('a start that fails half-way leaves nothing open, or its process would never end:', () => {
  let before: number;
  beforeAll(() => {
    before = open();
    Logger.overrideLogger(SILENT);
  });
  const servers: Server[] = [];
  const nothingIsLeft = async () => {
    await Promise.all(servers.splice(0).map((server) => once(server.close(), 'close')));
    await eventually(() => expect(open()).toBeLessThanOrEqual(before));
  };
  /** A server that answers like a Redis which may evict keys, as far as a start needs. */
  async function forgetfulRedis(): Promise<string> {
    const policy = '*2\r\n$16\r\nmaxmemory-policy\r\n$11\r\nallkeys-lru\r\n';
    const answerTo = (command: string) => (/CONFIG/i.test(command) ? policy : '+OK\r\n');
    const server = createServer((socket) =>
      socket
        .on('error', () => undefined)
        .on('data', (asked) => {
          for (const command of asked.toString().split(/(?=^\*\d+\r$)/m)) socket.write(answerTo(command));
        }),
    );
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function takenPort(): Promise<string> {
    const { server, port } = await listen();
    servers.push(server);
    return String(port);
  }

  it.each<[string, () => Record<string, string> | Promise<Record<string, string>>, RegExp]>([
    ['MongoDB is away', () => ({ MONGODB_URI: `mongodb://${NOWHERE}/x?serverSelectionTimeoutMS=200` }), /ECONNREFUSED/],
    ['the database is behind', () => ({ MONGODB_URI: neverMigrated() }), /The database lacks/],
    ['Redis is away', () => ({ REDIS_URL: `redis://${NOWHERE}` }), /max retries per request/],
    [
      'Redis throws keys away',
      async () => ({ REDIS_URL: await forgetfulRedis(), ROLES: 'api' }),
      /Redis may evict keys/,
    ],
    ['the port is in use', async () => ({ PORT: await takenPort() }), /EADDRINUSE/],
  ])('%s', async (_why, settingsOf, message) => {
    await expect(boot(await settingsOf())).rejects.toThrow(message);
    await nothingIsLeft();
  });

  it('nor does one that succeeds, once it is closed', async () => {
    await boot({});
    await nothingIsLeft();
  });
});

function neverMigrated(): string {
  const uri = new URL(process.env.TEST_MONGODB_URI!);
  uri.pathname = `/test_never_migrated_${process.pid}`;
  return uri.href;
}
