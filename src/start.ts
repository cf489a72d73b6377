import { resolve } from 'node:path';
import { loadConfig, type Config } from './common/config/config.ts';
import { readEnvironment } from './common/config/environment.ts';
import { alreadyRunning, findLockHolder } from './embedded/data-dir-lock.ts';
import { developmentSecret } from './embedded/dev-secret.ts';
import { ownServices } from './embedded/owned-services.ts';
import { isPortFree } from './embedded/ports.ts';
import { writeServicesFile } from './embedded/services-file.ts';
import { Interrupted, Shutdown } from './embedded/shutdown.ts';
import { panel } from './embedded/start-panel.ts';
import { StartupError } from './embedded/startup-error.ts';

/**
 * `npm start` runs this file. It starts its own MongoDB and Redis, runs migrations, loads the demo and then starts the app. When
 * MONGODB_URI and REDIS_URL are set, it only starts the app.
 */
const env = readEnvironment();
const dataDir = resolve(env.DATA_DIR || '.grome');
const shutdown = new Shutdown((line) => console.log(line));

async function start(): Promise<void> {
  const given = serversAreGiven();
  const config = judgeSettings(given);
  if (!given) await startOwnServices(config);
  const url = await startApp(config);
  if (!given) writeServices(config, url);
  console.log(
    panel({ url, given, dataDir, demo: hasDemo(config), mongodbUri: env.MONGODB_URI, redisUrl: env.REDIS_URL }),
  );
}

function serversAreGiven(): boolean {
  const [set, missing] = env.MONGODB_URI ? ['MONGODB_URI', 'REDIS_URL'] : ['REDIS_URL', 'MONGODB_URI'];
  if (env[set] && !env[missing]) {
    throw new StartupError(
      `${set} is set, but ${missing} is not. Set both to use your own servers, or set neither: then npm start runs both`,
    );
  }
  return Boolean(env.MONGODB_URI);
}

/** Validates the settings before anything is started, so that nobody waits for a database start to learn of a wrong setting. */
function judgeSettings(given: boolean): Config {
  const standIns = given ? {} : { MONGODB_URI: 'mongodb://embedded', REDIS_URL: 'redis://embedded' };
  const secret = env.NODE_ENV === 'production' ? {} : { JWT_SECRET: env.JWT_SECRET || 'x'.repeat(32) };
  return loadConfig({ ...env, ...standIns, ...secret });
}

const hasDemo = (config: Config) => config.DEMO ?? !config.production;

async function startOwnServices(config: Config): Promise<void> {
  const holder = findLockHolder(dataDir);
  if (holder) throw alreadyRunning(dataDir, holder);
  if (config.PORT !== 0 && !(await isPortFree(config.PORT, config.HOST))) throw portInUse(config.PORT);
  await step('MongoDB and Redis', async () => {
    const services = await ownServices({ dataDir, port: config.PORT, log: (line) => console.log(line) });
    shutdown.add(() => services.stop());
    env.MONGODB_URI = services.mongodbUri;
    env.REDIS_URL = services.redisUrl;
    provideSecret(config);
  });
  await step('database migrations', async () => {
    const { migrateUp } = await import('./common/database/migrations.ts');
    await migrateUp(String(env.MONGODB_URI));
  });
  if (hasDemo(config)) await step('demo city', loadDemo);
}

function provideSecret(config: Config): void {
  if (!config.production && !env.JWT_SECRET) env.JWT_SECRET = developmentSecret(dataDir);
}

async function loadDemo(): Promise<void> {
  const { loadDemo: load } = await import('./cli/demo.ts');
  await load(String(env.MONGODB_URI), (line) => console.log(`  ${line}`));
}

async function startApp(config: Config): Promise<string> {
  provideSecret(config);
  return step('application', async () => {
    const { startApp: boot } = await import('./main.ts');
    const app = await boot().catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? portInUse(config.PORT) : error;
    });
    shutdown.add(() => app.close(), 3_000);
    return app.url;
  });
}

function writeServices(config: Config, url: string): void {
  const port = config.PORT || Number(new URL(url).port);
  const jwtSecret = config.production ? undefined : env.JWT_SECRET;
  writeServicesFile(dataDir, {
    mongodbUri: String(env.MONGODB_URI),
    redisUrl: String(env.REDIS_URL),
    port,
    jwtSecret,
  });
}

async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const result = await work();
  console.log(`${title} … ${((Date.now() - started) / 1000).toFixed(1)} s`);
  shutdown.checkpoint();
  return result;
}

const portInUse = (port: number) =>
  new StartupError(
    `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
  );

shutdown.during(start).catch(async (error: Error) => {
  // The user stopped the start. The shutdown is already running and ends the process.
  if (error instanceof Interrupted) return;
  process.exitCode = 1;
  await shutdown.closeAll();
  process.stderr.write(`\n${env.LOG_LEVEL === 'debug' ? error.stack : error.message}\n`);
  process.exit(1);
});
