import { join, resolve } from 'node:path';
import { readJsonFile } from './atomic-file.ts';
import { endLeftoverMongodb } from './mongodb-server.ts';
import type { Ports } from './ports.ts';
import { waitForEnd } from './process-identity.ts';
import { ownerOfPort, shutDown } from './redis-admin.ts';

/** Ends servers that a killed app (kill -9) left running on this data. Call this before the data is removed. */
export async function endLeftoverServers(dataDir: string): Promise<void> {
  const folder = resolve(dataDir);
  await endLeftoverMongodb(join(folder, 'mongodb'));
  const ports = readJsonFile(join(folder, 'ports.json')) as Ports | undefined;
  if (!ports?.redis) return;
  const owner = await ownerOfPort(ports.redis, join(folder, 'redis'));
  if (!owner.ours) return;
  await shutDown(ports.redis);
  await waitForEnd({ pid: owner.pid }, 5_000);
}
