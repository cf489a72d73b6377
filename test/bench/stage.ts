import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { migrateUp } from '../../src/common/database/migrations.ts';
import { copyBuild, type Build } from '../storm/build.ts';
import { startNode, type StormNode, type Vitals } from '../storm/nodes.ts';
import { loadApplication, type Application } from './data/application.ts';
import { startLoad } from './load/load.ts';
import type { Contender, Track } from './load/rounds.ts';
import { startSocketLoad, type SocketLoad } from './load/socket-load.ts';

const SECRET = { JWT_SECRET: 'a secret of the benchmark, long enough for HS256', ACCESS_TOKEN_TTL_SECONDS: 86_400 };
const TIMING = new URL('./server-timing.mjs', import.meta.url).href;
const PROFILES = fileURLToPath(new URL('../../.cache/bench-profiles', import.meta.url));

/** A process that is measured. */
export interface Server extends Contender {
  vitals(): Promise<Vitals>;
  stop(): Promise<void>;
}

export interface AppOptions {
  /** The number of the process among several of the same kind. */
  number?: number;
  settings?: Record<string, string>;
}

/** Databases and processes for the measurement. They are removed when the stage closes. */
export interface Stage extends Track {
  application: Application;
  redisUrl: string;
  /** Creates a migrated, empty database and returns its address. */
  newDatabase(): Promise<string>;
  /** Starts one node of the application on the database, as in production. A second call returns the same node. */
  startApp(roles: 'api' | 'worker' | 'api,realtime', database: string, options?: AppOptions): Promise<Server>;
  /** Starts a program in `floors/`. */
  startFloor(name: string, database: string): Promise<Server>;
  sockets: SocketLoad;
  close(): Promise<void>;
}

/**
 * Needs TEST_MONGODB_URI and TEST_REDIS_URL; see test/global-setup.mjs. With `profile`, servers write CPU profiles to `.cache`.
 */
export async function openStage({ profile = false } = {}): Promise<Stage> {
  const client = await MongoClient.connect(process.env.TEST_MONGODB_URI!);
  const build = copyBuild();
  const clean = cleaner(build, ownTemporaryFolder());
  const databases = new Databases(client);
  const servers = new Servers(build.dist, profile);
  const load = startLoad();
  const sockets = startSocketLoad();
  const close = async () => {
    load.stop();
    sockets.stop();
    await servers.stop();
    await databases.drop();
    await client.close();
    clean();
  };
  return {
    load,
    sockets,
    mongodPid: (await client.db().admin().serverStatus()).pid as number,
    application: await loadApplication(build.dist, SECRET),
    redisUrl: process.env.TEST_REDIS_URL!,
    newDatabase: () => databases.make(),
    startApp: (roles, database, options) => servers.app(roles, database, options),
    startFloor: (name, database) => servers.floor(name, database),
    close,
  };
}

/** Creates the folder for the logs of servers. */
function ownTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'grome-bench-'));
  process.env.TMPDIR = folder;
  return folder;
}

/** Returns the function that cleans up, also when the bench is interrupted. */
function cleaner(build: Build, folder: string): () => void {
  const clean = () => {
    build.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clean);
  return clean;
}

class Databases {
  private readonly client: MongoClient;
  private readonly names: string[] = [];

  constructor(client: MongoClient) {
    this.client = client;
  }

  async make(): Promise<string> {
    const uri = new URL(process.env.TEST_MONGODB_URI!);
    const name = `bench_${randomBytes(6).toString('hex')}`;
    uri.pathname = `/${name}`;
    this.names.push(name);
    await migrateUp(uri.href);
    return uri.href;
  }

  async drop(): Promise<void> {
    for (const name of this.names) await this.client.db(name).dropDatabase();
  }
}

class Servers {
  private readonly dist: string;
  private readonly nodeOptions: string;
  private readonly running: StormNode[] = [];
  private readonly apps = new Map<string, Promise<Server>>();

  constructor(dist: string, profile: boolean) {
    this.dist = dist;
    this.nodeOptions = `--import=${TIMING}${profile ? ` --cpu-prof --cpu-prof-dir=${PROFILES}` : ''}`;
    if (profile) mkdirSync(PROFILES, { recursive: true });
  }

  app(roles: string, database: string, { number = 0, settings }: AppOptions = {}): Promise<Server> {
    const key = `${roles} ${database} ${number}`;
    const start = () => this.start(join(this.dist, 'main.js'), database, { ROLES: roles, ...settings });
    const app = this.apps.get(key) ?? start();
    this.apps.set(key, app);
    return app;
  }

  floor(name: string, database: string): Promise<Server> {
    return this.start(fileURLToPath(new URL(`./floors/${name}.ts`, import.meta.url)), database);
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.map((server) => server.stop()));
  }

  private async start(script: string, database: string, settings: Record<string, string> = {}): Promise<Server> {
    const env = { ...environment(database), ...settings, NODE_OPTIONS: this.nodeOptions };
    const node = await startNode({ script, env });
    this.running.push(node);
    const { pid } = node;
    const [vitals, stop] = [() => node.vitals(), () => node.stop()];
    return { name: `${script} ${pid}`, pid, port: Number(new URL(node.wire.url).port), vitals, stop };
  }
}

const environment = (database: string): Record<string, string> => ({
  NODE_ENV: 'production',
  LOG_LEVEL: 'warn',
  HOST: '127.0.0.1',
  MONGODB_URI: database,
  REDIS_URL: process.env.TEST_REDIS_URL!,
  REDIS_PREFIX: new URL(database).pathname.slice(1),
  JWT_SECRET: SECRET.JWT_SECRET,
  ACCESS_TOKEN_TTL_SECONDS: `${SECRET.ACCESS_TOKEN_TTL_SECONDS}`,
  MAX_OPEN_REQUESTS: 'off',
  RATE_LIMITS: 'off',
  // A nudge wakes the relay when there is something to send, so that it does not begin while rows are still being written.
  OUTBOX_POLL_MS: '600000',
});
