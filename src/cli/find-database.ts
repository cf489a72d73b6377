import { resolve } from 'node:path';
import { developmentSecret } from '../embedded/dev-secret.ts';
import { ownServices } from '../embedded/owned-services.ts';
import { readServicesFile } from '../embedded/services-file.ts';

export interface FoundDatabase {
  mongodbUri: string;
  /** True when this command started the database itself, so that no other process migrates the database. */
  isOwn: boolean;
  /** The JWT_SECRET of the development installation, when it is known. */
  jwtSecret?: string | undefined;
  close(): Promise<void>;
}

/**
 * Finds the database of a command: MONGODB_URI, or the database of the running app. Otherwise starts the embedded servers until
 * the command closes them.
 */
export async function findDatabase(env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<FoundDatabase> {
  const close = () => Promise.resolve();
  if (env.MONGODB_URI) return { mongodbUri: env.MONGODB_URI, isOwn: false, close };
  const dataDir = resolve(env.DATA_DIR || '.grome');
  const running = readServicesFile(dataDir);
  if (running) return { mongodbUri: running.mongodbUri, jwtSecret: running.jwtSecret, isOwn: false, close };
  const services = await ownServices({ dataDir, log });
  // The app will use the same secret, so that it can decrypt fields which the command encrypts.
  const jwtSecret = developmentSecret(dataDir);
  return { mongodbUri: services.mongodbUri, jwtSecret, isOwn: true, close: () => services.stop() };
}
