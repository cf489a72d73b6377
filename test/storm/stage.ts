import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import type { Db } from 'mongodb';
import { migrateUp } from '../../src/common/database/migrations.ts';
import { copyBuild } from './build.ts';
import { startNode, UNGATED } from './nodes.ts';
import type { StormNode } from './nodes.ts';

export interface StageOptions {
  apiNodes?: number;
  settings?: Record<string, string>;
  /** Spoils the API nodes: a name from `ungated-node.mjs`. */
  spoil?: string | undefined;
}

/** A database of its own, API nodes and a worker, each a process of its own. */
export interface Stage {
  client: MongoClient;
  db: Db;
  nodes: StormNode[];
  worker: StormNode;
  startApiNode(): Promise<StormNode>;
  close(): Promise<void>;
}

/** Needs TEST_MONGODB_URI and TEST_REDIS_URL, see test/global-setup.mjs. */
export async function openStage({ apiNodes = 2, settings = {}, spoil }: StageOptions = {}): Promise<Stage> {
  const name = `storm_${randomBytes(6).toString('hex')}`;
  const uri = new URL(process.env.TEST_MONGODB_URI!);
  uri.pathname = `/${name}`;
  await migrateUp(uri.href);
  const client = await MongoClient.connect(uri.href);
  const build = copyBuild();
  const env = { ...environment(uri.href, name), ...settings, STORM_DIST: build.dist, STORM_SPOIL: spoil ?? '' };
  const main = join(build.dist, 'main.js');
  const startApiNode = () => startNode({ script: spoil ? UNGATED : main, env: { ...env, ROLES: 'api' } });
  const started: StormNode[] = [];
  const keep = async (starting: Promise<StormNode>) => void started.push(await starting);
  const close = async () => {
    await Promise.all(started.map((node) => node.stop()));
    await client.db().dropDatabase();
    await client.close();
    await removeKeys(name);
    build.remove();
  };
  const starting = [startNode({ script: main, env: { ...env, ROLES: 'worker' } }), ...Array.from({ length: apiNodes }, startApiNode)];
  const results = await Promise.allSettled(starting.map(keep));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  const [worker, ...nodes] = await Promise.all(starting);
  const startAnother = async () => {
    const node = await startApiNode();
    started.push(node);
    return node;
  };
  return { client, db: client.db(), nodes, worker: worker!, startApiNode: startAnother, close };
}

const environment = (mongodbUri: string, name: string): Record<string, string> => ({
  NODE_ENV: 'test',
  LOG_LEVEL: 'warn',
  HOST: '127.0.0.1',
  MONGODB_URI: mongodbUri,
  REDIS_URL: process.env.TEST_REDIS_URL!,
  REDIS_PREFIX: name,
  JWT_SECRET: 'a secret of the storms, long enough for HS256',
  ACCESS_TOKEN_TTL_SECONDS: '86400',
  PASSWORD_HASH_ROUNDS: '4',
  PASSWORD_HASH_QUEUE: '1000',
  RATE_LIMITS: 'off',
  MAX_OPEN_REQUESTS: 'off',
});

async function removeKeys(prefix: string): Promise<void> {
  const redis = new Redis(process.env.TEST_REDIS_URL!, { maxRetriesPerRequest: 1 });
  try {
    const keys = await redis.keys(`${prefix}:*`);
    if (keys.length) await redis.del(keys);
  } finally {
    redis.disconnect();
  }
}
