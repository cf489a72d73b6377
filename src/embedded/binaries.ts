import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readJsonFile } from './atomic-file.ts';
import { StartupError } from './startup-error.ts';

export interface Binary {
  path: string;
  version: string;
}

export interface Binaries {
  mongod: Binary;
  redis: Binary;
}

/** This file lies three folders below the root, in src as in dist. */
const RECORD = fileURLToPath(new URL('../../.cache/binaries.json', import.meta.url));

/** The programs that `scripts/setup.mjs` found or fetched. */
export function readBinaries(path: string = RECORD): Binaries {
  const record = readJsonFile(path) as Partial<Record<'mongod' | 'redis-server', Binary>> | undefined;
  const mongod = record?.mongod;
  const redis = record?.['redis-server'];
  if (!mongod || !redis || !existsSync(mongod.path) || !existsSync(redis.path)) {
    throw new StartupError(
      'MongoDB and Redis are not prepared yet. Run: node scripts/setup.mjs (npm start and npm test do it by themselves)',
    );
  }
  return { mongod, redis };
}
