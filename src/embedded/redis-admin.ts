import { realpathSync } from 'node:fs';
import { Redis, ReplyError } from 'ioredis';

export type PortOwner = { ours: true; foreign: false; pid: number } | { ours: false; foreign: boolean };

const TIMEOUT = 2_000;

/**
 * Tells whose Redis answers on the port. The Redis of this installation (`ours`) works in `folder`. When nothing answers at the
 * moment, `ours` and `foreign` are both false.
 */
export async function ownerOfPort(port: number, folder: string): Promise<PortOwner> {
  try {
    return await withClient(port, async (client) => {
      const [, dir] = await client.config('GET', 'dir');
      if (dir === undefined || realpathSync(dir) !== realpathSync(folder)) return { ours: false, foreign: true };
      const pid = Number(/^process_id:(\d+)/m.exec(await client.info('server'))?.[1]);
      return { ours: true, foreign: false, pid };
    });
  } catch (error) {
    // The Redis of this installation asks for no password and refuses no command.
    return { ours: false, foreign: error instanceof ReplyError };
  }
}

export async function isReady(port: number): Promise<boolean> {
  return withClient(port, async (client) => (await client.ping()) === 'PONG').catch(() => false);
}

/** Shuts the server down. The command itself always fails, because the connection ends with the server. */
export async function shutDown(port: number): Promise<void> {
  await withClient(port, (client) => client.shutdown('NOSAVE')).catch(() => undefined);
}

async function withClient<T>(port: number, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(port, '127.0.0.1', {
    lazyConnect: true,
    connectTimeout: TIMEOUT,
    commandTimeout: TIMEOUT,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.disconnect();
  }
}
