import { jest } from '@jest/globals';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import {
  Folders,
  isGone,
  listen,
  startOwner,
  until,
  type OwnedServers,
  type Owner,
} from '../../test/support/processes.ts';

// Every case starts programs and databases, which takes long on a busy machine.
jest.setTimeout(120_000);

const folders = new Folders();
afterAll(() => folders.remove());

async function write(servers: OwnedServers, id: string): Promise<void> {
  await withBoth(servers, async (mongodb, redis) => {
    await mongodb.db().collection<{ _id: string }>('things').insertOne({ _id: id });
    await redis.set(id, 'here');
  });
}

async function read(servers: OwnedServers): Promise<{ mongodb: string[]; redis: string[] }> {
  return withBoth(servers, async (mongodb, redis) => {
    const things = await mongodb.db().collection<{ _id: string }>('things').find().toArray();
    return { mongodb: things.map((thing) => thing._id).sort(), redis: (await redis.keys('*')).sort() };
  });
}

async function withBoth<T>(
  servers: OwnedServers,
  work: (mongodb: MongoClient, redis: Redis) => Promise<T>,
): Promise<T> {
  const mongodb = await MongoClient.connect(servers.mongodbUri, { serverSelectionTimeoutMS: 10_000 });
  const redis = new Redis(servers.redisUrl);
  redis.on('error', () => undefined);
  try {
    return await work(mongodb, redis);
  } finally {
    redis.disconnect();
    await mongodb.close();
  }
}

const killAtOnce = async (owner: Owner) => {
  process.kill(owner.mongodb, 'SIGKILL');
  process.kill(owner.redis, 'SIGKILL');
  await owner.kill();
};

describe('the embedded MongoDB and Redis', () => {
  test('keep their data and their addresses from one start to the next', async () => {
    const dataDir = folders.make();
    const first = await startOwner(dataDir);
    await write(first, 'a');
    await first.stop();
    expect([first.mongodb, first.redis].every(isGone)).toBe(true);

    const second = await startOwner(dataDir);
    expect(second).toMatchObject({ mongodbUri: first.mongodbUri, redisUrl: first.redisUrl });
    expect(await read(second)).toEqual({ mongodb: ['a'], redis: ['a'] });
    await second.stop();
  });

  test('lose nothing acknowledged when their owner is killed, and the Redis that stayed is taken over', async () => {
    const dataDir = folders.make();
    const first = await startOwner(dataDir);
    await write(first, 'a');
    await first.kill();

    const second = await startOwner(dataDir);
    expect(second.redis).toBe(first.redis);
    expect(await read(second)).toEqual({ mongodb: ['a'], redis: ['a'] });
    await second.stop();
    expect(isGone(first.redis)).toBe(true);
  });

  test('lose nothing acknowledged when they and their owner are killed at once', async () => {
    const dataDir = folders.make();
    const first = await startOwner(dataDir);
    await write(first, 'a');
    await killAtOnce(first);

    const second = await startOwner(dataDir);
    expect(await read(second)).toEqual({ mongodb: ['a'], redis: ['a'] });
    await second.stop();
  });

  test('come back by themselves when one of them is killed while the owner runs', async () => {
    const owner = await startOwner(folders.make());
    await write(owner, 'a');
    process.kill(owner.mongodb, 'SIGKILL');
    process.kill(owner.redis, 'SIGKILL');
    await until('both are gone', () => isGone(owner.mongodb) && isGone(owner.redis));
    await until('both answer again', () => read(owner).catch(() => false));
    expect(await read(owner)).toEqual({ mongodb: ['a'], redis: ['a'] });
    await owner.stop();
  });

  test('have one owner: a second one is told who runs', async () => {
    const dataDir = folders.make();
    const owner = await startOwner(dataDir);
    await expect(startOwner(dataDir)).rejects.toThrow(`already running on ${dataDir} (pid ${owner.pid})`);
    await write(owner, 'still working');
    await owner.stop();
  });

  test('name the cure when another program has taken their port, and move to new ports with their data', async () => {
    const dataDir = folders.make();
    const first = await startOwner(dataDir);
    await write(first, 'a');
    await first.stop();

    const portsFile = join(dataDir, 'ports.json');
    const { mongodb: port } = JSON.parse(readFileSync(portsFile, 'utf8')) as { mongodb: number };
    const other = await listen(port);
    await expect(startOwner(dataDir)).rejects.toThrow(
      `Port ${port}, which this installation keeps for MongoDB, is used by another`,
    );

    rmSync(portsFile);
    const second = await startOwner(dataDir);
    expect(second.mongodbUri).not.toBe(first.mongodbUri);
    expect(await read(second)).toEqual({ mongodb: ['a'], redis: ['a'] });
    await second.stop();
    other.server.close();
  });
});
