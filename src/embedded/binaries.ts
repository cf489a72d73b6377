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

/** This file is two folders below the root, both in src and in dist. */
const RECORD = fileURLToPath(new URL('../../.cache/binaries.json', import.meta.url));

/** Returns the programs that `scripts/setup.mjs` found or downloaded. Throws a `StartupError` when a program is missing. */
export function readBinaries(path: string = RECORD): Binaries {
  const record = readJsonFile(path) as Partial<Record<'mongod' | 'redis-server', Binary>> | undefined;
  const mongod = record?.mongod;
  const redis = record?.['redis-server'];
  if (!mongod || !redis || !existsSync(mongod.path) || !existsSync(redis.path)) {
    throw new StartupError(
      'MongoDB and Redis are not installed yet. Run: node scripts/setup.mjs (npm start and npm test run this by themselves)',
    );
  }
  return { mongod, redis };
}
