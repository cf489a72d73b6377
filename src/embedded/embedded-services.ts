import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readBinaries, type Binaries } from './binaries.ts';
import type { EmbeddedServer } from './embedded-server.ts';
import { checkVersions, prepareDataDir, recordInstallation } from './installation.ts';
import { keepRunning } from './keep-running.ts';
import { startMongodb, REPLICA_SET } from './mongodb-server.ts';
import { keptPorts } from './ports.ts';
import { startRedis } from './redis-server.ts';

export interface EmbeddedServices {
  readonly mongodbUri: string;
  readonly redisUrl: string;
  pids(): number[];
  /** Stops Redis, then MongoDB. Every acknowledged write is then on disk. */
  stop(): Promise<void>;
  /** Asks both servers to end in an orderly way and does not wait. Call this when this program itself exits. */
  end(): void;
  kill(): void;
}

/**
 * Starts MongoDB and Redis with their data in DATA_DIR, and restarts a server that is killed while this program runs. Only the
 * holder of the folder's lock may call this function.
 */
export async function startEmbeddedServices(
  dataDir: string,
  binaries: Binaries = readBinaries(),
  log: (line: string) => void = () => undefined,
): Promise<EmbeddedServices> {
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const made = prepareDataDir(folder);
  checkVersions(folder, made, binaries);
  const ports = await keptPorts(folder);
  const mongodbFolder = join(folder, 'mongodb');
  const [redis, mongodb] = await allOrNone([
    startRedis({ binary: binaries.redis, folder: join(folder, 'redis'), port: ports.redis }),
    startMongodb({ binary: binaries.mongod, folder: mongodbFolder, port: ports.mongodb, formerPort: made.mongodbPort }),
  ]);
  const versions = { mongodb: binaries.mongod.version, redis: binaries.redis.version };
  recordInstallation(folder, { ...versions, mongodbPort: ports.mongodb });
  return services([redis, mongodb], ports, log);
}

function services(
  servers: EmbeddedServer[],
  ports: { mongodb: number; redis: number },
  log: (line: string) => void,
): EmbeddedServices {
  const stopKeeping = keepRunning(servers, log);
  return {
    mongodbUri: `mongodb://127.0.0.1:${ports.mongodb}/grome?replicaSet=${REPLICA_SET}`,
    redisUrl: `redis://127.0.0.1:${ports.redis}`,
    pids: () => servers.map((server) => server.pid()),
    stop: async () => {
      await stopKeeping();
      for (const server of servers) await server.stop();
    },
    end: () => servers.forEach((server) => server.end()),
    kill: () => {
      void stopKeeping();
      servers.forEach((server) => server.kill());
    },
  };
}

/** Waits for both servers. When one server fails to start, stops the other server and throws the error. */
async function allOrNone(starting: Promise<EmbeddedServer>[]): Promise<[EmbeddedServer, EmbeddedServer]> {
  const results = await Promise.allSettled(starting);
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return (await Promise.all(starting)) as [EmbeddedServer, EmbeddedServer];
  for (const result of results) if (result.status === 'fulfilled') await result.value.stop();
  throw failed.reason;
}
