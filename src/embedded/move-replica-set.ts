import { MongoMemoryServer } from 'mongodb-memory-server';
import { MongoClient } from 'mongodb';
import type { Binary } from './binaries.ts';

/**
 * Writes a new port into the configuration of the replica set. A replica set keeps the address of its member in its own data.
 * When the installation gets new ports because the old ports were taken, the address must change too: otherwise the member does
 * not find itself and never becomes primary. The address can only be changed while mongod runs outside the set.
 */
export async function moveReplicaSet(binary: Binary, folder: string, port: number): Promise<void> {
  const alone = await MongoMemoryServer.create({
    binary: { systemBinary: binary.path, version: binary.version },
    instance: { dbPath: folder, storageEngine: 'wiredTiger', launchTimeout: 120_000 },
    spawn: { detached: true },
  });
  const client = new MongoClient(alone.getUri(), { directConnection: true });
  try {
    const host = `127.0.0.1:${port}`;
    await client
      .db('local')
      .collection('system.replset')
      .updateOne({}, { $set: { 'members.0.host': host } });
  } finally {
    await client.close();
    await alone.stop({ doCleanup: false, force: false });
  }
}
