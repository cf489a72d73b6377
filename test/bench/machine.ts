import { cpus, loadavg, totalmem } from 'node:os';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';

/** Facts about the machine and the programs, by name. */
export type Facts = Record<string, string>;

export async function machineFacts(mongodbUri: string, redisUrl: string): Promise<Facts> {
  const client = await MongoClient.connect(mongodbUri);
  const redis = new Redis(redisUrl);
  try {
    const { version } = await client.db().admin().serverInfo();
    const redisVersion = /^redis_version:(\S+)/m.exec(await redis.info('server'))?.[1] ?? 'unknown';
    const [first] = cpus();
    return {
      date: new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
      processor: `${cpus().length} × ${first?.model.trim() || process.arch}`,
      memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
      'load before': loadavg()[0]!.toFixed(1),
      'Node.js': process.versions.node,
      MongoDB: `${version as string}, replica set of one`,
      Redis: redisVersion,
    };
  } finally {
    redis.disconnect();
    await client.close();
  }
}
