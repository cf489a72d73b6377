import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MongoClient, type Db } from 'mongodb';
import { loadConfig, type Config } from '../../src/common/config/config.ts';
import type { Parts } from '../../src/common/common.module.ts';
import { migrateUp } from '../../src/common/database/migrations.ts';
import { createApp } from '../../src/create-app.ts';
import { HttpClient } from './http-client.ts';
import { TestClock } from './test-clock.ts';

export interface TestApp {
  app: NestFastifyApplication;
  config: Config;
  clock: TestClock;
  db: Db;
  /** A client without a token. */
  http: HttpClient;
  get<T>(token: abstract new (...args: never[]) => T): T;
  /** Stops one of several nodes. The data stays. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Returns the environment of a node with its own migrated database on the shared servers of the test run. */
export async function freshEnvironment(settings: Record<string, string> = {}): Promise<Record<string, string>> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const uri = new URL(process.env.TEST_MONGODB_URI!);
  uri.pathname = `/${name}`;
  await migrateUp(uri.href);
  return {
    NODE_ENV: 'test',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    MONGODB_URI: uri.href,
    REDIS_URL: process.env.TEST_REDIS_URL!,
    REDIS_PREFIX: name,
    JWT_SECRET: 'a secret of the tests, long enough for HS256',
    // The default of 12 rounds would make sign-ups slow. Production refuses fewer rounds; see config.spec.ts.
    PASSWORD_HASH_ROUNDS: '4',
    DATA_DIR: join(tmpdir(), `grome-${name}`),
    PORT: '0',
    HOST: '127.0.0.1',
    ...settings,
  };
}

/** Starts to listen. Closes the application when that fails, so that no open connection keeps the run waiting. */
export async function listening(config: Config, parts: Parts): Promise<NestFastifyApplication> {
  const app = await createApp(config, parts);
  await app.listen(config.PORT, '127.0.0.1').catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  return app;
}

/** Starts the real application in this process with real databases, on a free port. Only the clock is replaced. */
export async function bootApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const config = loadConfig(await freshEnvironment(settings));
  const clock = new TestClock();
  const app = await listening(config, { clock });
  const client = await MongoClient.connect(config.MONGODB_URI);
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    app,
    config,
    clock,
    db: client.db(),
    http: new HttpClient(url),
    get: (token) => app.get(token, { strict: false }),
    stop: async () => {
      await app.close();
      await client.close();
    },
    close: async () => {
      await app.close();
      await client.db().dropDatabase();
      await client.close();
      await rm(config.DATA_DIR, { recursive: true, force: true });
    },
  };
}
