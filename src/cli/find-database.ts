import { resolve } from 'node:path';
import { developmentSecret } from '../embedded/dev-secret.ts';
import { ownServices } from '../embedded/owned-services.ts';
import { readServicesFile } from '../embedded/services-file.ts';

export interface FoundDatabase {
  mongodbUri: string;
  /** Nobody else is there to migrate it. */
  isOwn: boolean;
  /** The development secret of that data, when it is known. */
  jwtSecret?: string | undefined;
  close(): Promise<void>;
}

/** Where a command finds the data: the environment, else the running app, else the embedded servers for the command's own time. */
export async function findDatabase(env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<FoundDatabase> {
  const close = () => Promise.resolve();
  if (env.MONGODB_URI) return { mongodbUri: env.MONGODB_URI, isOwn: false, close };
  const dataDir = resolve(env.DATA_DIR || '.grome');
  const running = readServicesFile(dataDir);
  if (running) return { mongodbUri: running.mongodbUri, jwtSecret: running.jwtSecret, isOwn: false, close };
  const services = await ownServices({ dataDir, log });
  // The secret the app will use: fields encrypted here must be readable there.
  const jwtSecret = developmentSecret(dataDir);
  return { mongodbUri: services.mongodbUri, jwtSecret, isOwn: true, close: () => services.stop() };
}
