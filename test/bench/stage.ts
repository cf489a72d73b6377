import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { migrateUp } from '../../src/common/database/migrations.ts';
import { copyBuild } from '../storm/build.ts';
import type { Build } from '../storm/build.ts';
import { startNode } from '../storm/nodes.ts';
import type { StormNode } from '../storm/nodes.ts';
import { loadApplication } from './data/application.ts';
import type { Application } from './data/application.ts';
import { startLoad } from './load/load.ts';
import type { Contender, Track } from './load/rounds.ts';

const SECRET = { JWT_SECRET: 'a secret of the benchmark, long enough for HS256', ACCESS_TOKEN_TTL_SECONDS: 86_400 };
const TIMING = new URL('./server-timing.mjs', import.meta.url).href;
const PROFILES = fileURLToPath(new URL('../../.cache/bench-profiles', import.meta.url));

/** Where figures are measured: databases and processes of their own, ended and removed with it. */
export interface Stage extends Track {
  application: Application;
  redisUrl: string;
  /** A migrated, empty database; returns its address. */
  newDatabase(): Promise<string>;
  /** One node of the application on that database, as in production; the same one when asked again. */
  startApp(role: 'api' | 'worker', database: string): Promise<Contender>;
  /** A program of `floors/`. */
  startFloor(name: string, database: string): Promise<Contender>;
  close(): Promise<void>;
}

/** Needs TEST_MONGODB_URI and TEST_REDIS_URL, see test/global-setup.mjs. `profile`: servers leave CPU profiles in `.cache`. */
export async function openStage({ profile = false } = {}): Promise<Stage> {
  const client = await MongoClient.connect(process.env.TEST_MONGODB_URI!);
  const databases: string[] = [];
  const servers: StormNode[] = [];
  const build = buildCopy();
  const load = startLoad();
  const started = new Map<string, Promise<Contender>>();
  const launch = async (script: string, database: string, settings: Record<string, string>): Promise<Contender> => {
    const NODE_OPTIONS = `--import=${TIMING} ${profile ? profiling() : ''}`;
    const node = await startNode({ script, env: { ...environment(database), ...settings, NODE_OPTIONS } });
    servers.push(node);
    return { name: `${script} ${node.pid}`, pid: node.pid, port: Number(new URL(node.wire.url).port) };
  };
  const startApp = (role: string, database: string) => {
    const key = `${role} ${database}`;
    const known = started.get(key) ?? launch(join(build.dist, 'main.js'), database, { ROLES: role });
    started.set(key, known);
    return known;
  };
  return {
    load,
    mongodPid: (await client.db().admin().serverStatus()).pid as number,
    application: await loadApplication(build.dist, SECRET),
    redisUrl: process.env.TEST_REDIS_URL!,
    newDatabase: async () => {
      const uri = new URL(process.env.TEST_MONGODB_URI!);
      const name = `bench_${randomBytes(6).toString('hex')}`;
      uri.pathname = `/${name}`;
      databases.push(name);
      await migrateUp(uri.href);
      return uri.href;
    },
    startApp,
    startFloor: (name, database) => launch(fileURLToPath(new URL(`./floors/${name}.ts`, import.meta.url)), database, {}),
    close: async () => {
      load.stop();
      await Promise.all(servers.map((server) => server.stop()));
      for (const name of databases) await client.db(name).dropDatabase();
      await client.close();
      build.remove();
    },
  };
}

/** Also removed when the bench is interrupted. */
function buildCopy(): Build {
  const build = copyBuild();
  process.once('exit', build.remove);
  return build;
}

function profiling(): string {
  mkdirSync(PROFILES, { recursive: true });
  return `--cpu-prof --cpu-prof-dir=${PROFILES}`;
}

export const environment = (database: string): Record<string, string> => ({
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
  // The relay is woken when there is something to send, so that it does not begin while rows are still being written.
  OUTBOX_POLL_MS: '600000',
});
