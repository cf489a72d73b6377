import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { MongoClient, type Db } from 'mongodb';
import { migrateUp } from '../../src/common/database/migrations.ts';
import { copyBuild, type Build } from './build.ts';
import { startNode, UNGATED, type StormNode } from './nodes.ts';

export interface StageOptions {
  apiNodes?: number;
  settings?: Record<string, string>;
  /** The roles of the API nodes; `api` alone by default. */
  roles?: string;
  /** The name of a guard in `ungated-node.mjs` that is removed from the API nodes. */
  spoil?: string | undefined;
}

const stages = new Set<Stage>();

/** Closes all stages, for an interrupted run. */
export async function closeStages(): Promise<void> {
  await Promise.allSettled([...stages].map((stage) => stage.close()));
}

/** A separate database, API nodes and a worker. Each node is its own process. Needs TEST_MONGODB_URI and TEST_REDIS_URL. */
export class Stage {
  readonly nodes: StormNode[] = [];
  worker!: StormNode;
  private readonly name = `storm_${randomBytes(6).toString('hex')}`;
  private readonly build: Build = copyBuild();
  private readonly options: StageOptions;
  private connection!: MongoClient;
  private closing: Promise<void> | undefined;

  private constructor(options: StageOptions) {
    this.options = options;
    stages.add(this);
  }

  static async open(options: StageOptions = {}): Promise<Stage> {
    const stage = new Stage(options);
    await stage.start().catch(async (error: Error) => {
      await stage.close();
      throw error;
    });
    return stage;
  }

  get client(): MongoClient {
    return this.connection;
  }
  get db(): Db {
    return this.connection.db();
  }

  async startApiNode(): Promise<StormNode> {
    const script = this.options.spoil ? UNGATED : this.main;
    const node = await startNode({ script, env: { ...this.environment(), ROLES: this.options.roles ?? 'api' } });
    this.nodes.push(node);
    return node;
  }

  /** Ends the processes and removes database, keys and the copy of the build. */
  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async start(): Promise<void> {
    await migrateUp(this.uri);
    this.connection = await MongoClient.connect(this.uri);
    const api = Array.from({ length: this.options.apiNodes ?? 2 }, () => this.startApiNode());
    const worker = startNode({ script: this.main, env: { ...this.environment(), ROLES: 'worker' } });
    const results = await Promise.allSettled([worker.then((node) => (this.worker = node)), ...api]);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private async end(): Promise<void> {
    stages.delete(this);
    // Paused or busy processes must not stop the clean-up of everything else.
    await Promise.allSettled([this.worker, ...this.nodes].map((node) => node?.stop()));
    await this.connection?.db().dropDatabase();
    await this.connection?.close();
    await removeKeys(this.name);
    this.build.remove();
  }

  private get main(): string {
    return join(this.build.dist, 'main.js');
  }

  private get uri(): string {
    const uri = new URL(process.env.TEST_MONGODB_URI!);
    uri.pathname = `/${this.name}`;
    return uri.href;
  }

  private environment(): Record<string, string> {
    return {
      NODE_ENV: 'test',
      LOG_LEVEL: 'warn',
      HOST: '127.0.0.1',
      MONGODB_URI: this.uri,
      REDIS_URL: process.env.TEST_REDIS_URL!,
      REDIS_PREFIX: this.name,
      JWT_SECRET: 'a secret of the storms, long enough for HS256',
      ACCESS_TOKEN_TTL_SECONDS: '86400',
      PASSWORD_HASH_ROUNDS: '4',
      PASSWORD_HASH_QUEUE: '1000',
      RATE_LIMITS: 'off',
      MAX_OPEN_REQUESTS: 'off',
      ...this.options.settings,
      STORM_DIST: this.build.dist,
      STORM_SPOIL: this.options.spoil ?? '',
    };
  }
}

async function removeKeys(prefix: string): Promise<void> {
  const redis = new Redis(process.env.TEST_REDIS_URL!, { maxRetriesPerRequest: 1 });
  try {
    const keys = await redis.keys(`${prefix}:*`);
    if (keys.length) await redis.del(keys);
  } finally {
    redis.disconnect();
  }
}
