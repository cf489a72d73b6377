import { resolve } from 'node:path';
import { ownServices } from '../common/embedded/owned-services.ts';
import { readServicesFile } from '../common/embedded/services-file.ts';
import { StartupError } from '../common/embedded/startup-error.ts';

export interface FoundDatabase {
  mongodbUri: string;
  redisUrl: string;
  /** Development secret of the running app, when there is one. */
  jwtSecret?: string | undefined;
  close(): Promise<void>;
}

/** Where a command finds the data: the environment, else the running app, else the embedded servers for the command's own time. */
export async function findDatabase(env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<FoundDatabase> {
  const close = () => Promise.resolve();
  if (env.MONGODB_URI) {
    if (!env.REDIS_URL) throw new StartupError('MONGODB_URI is set, but REDIS_URL is not. Set both, or neither.');
    return { mongodbUri: env.MONGODB_URI, redisUrl: env.REDIS_URL, close };
  }
  const dataDir = resolve(env.DATA_DIR || '.grome');
  const running = readServicesFile(dataDir);
  if (running) return { mongodbUri: running.mongodbUri, redisUrl: running.redisUrl, jwtSecret: running.jwtSecret, close };
  const services = await ownServices({ dataDir, log });
  return { mongodbUri: services.mongodbUri, redisUrl: services.redisUrl, close: () => services.stop() };
}
