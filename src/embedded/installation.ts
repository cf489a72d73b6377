import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from './atomic-file.ts';
import type { Binaries } from './binaries.ts';
import { StartupError } from './startup-error.ts';

/**
 * `installation.json` marks a folder as a DATA_DIR of Grome and says which versions made the data. `npm run reset` removes only
 * folders with this file.
 */
export interface Installation {
  grome: 1;
  createdAt: string;
  mongodb?: string;
  redis?: string;
  /** The port in the configuration of the replica set; see move-replica-set.ts. */
  mongodbPort?: number;
}

const markerPath = (dataDir: string) => join(dataDir, 'installation.json');

export function readInstallation(dataDir: string): Installation | undefined {
  const marker = readJsonFile(markerPath(dataDir)) as Installation | undefined;
  return marker?.grome === 1 ? marker : undefined;
}

/** Creates DATA_DIR. Throws a `StartupError` when the folder exists and holds files of another program. */
export function prepareDataDir(dataDir: string): Installation {
  const existing = readInstallation(dataDir);
  if (existing) return existing;
  if (existsSync(dataDir) && readdirSync(dataDir).some(isForeign)) {
    throw new StartupError(
      `DATA_DIR ${dataDir} contains files that do not belong to Grome. Set DATA_DIR to an empty or a new folder`,
    );
  }
  const installation: Installation = { grome: 1, createdAt: new Date().toISOString() };
  try {
    mkdirSync(dataDir, { recursive: true });
    writeJsonFile(markerPath(dataDir), installation);
  } catch (error) {
    throw cannotWrite(dataDir, error as NodeJS.ErrnoException);
  }
  return installation;
}

/**
 * Throws a `StartupError` when the programs cannot read the data. MongoDB opens only data of its own release series, and an older
 * Redis cannot read the file of a newer Redis.
 */
export function checkVersions(dataDir: string, made: Installation, binaries: Binaries): void {
  const afresh = 'or start without this data: set another DATA_DIR, or run npm run reset';
  if (made.mongodb && series(made.mongodb) !== series(binaries.mongod.version)) {
    throw new StartupError(
      `The data in ${dataDir} was made by MongoDB ${made.mongodb}, but the installed mongod is ${binaries.mongod.version} (${binaries.mongod.path}). ` +
        `Set MONGOMS_SYSTEM_BINARY to a mongod ${series(made.mongodb)}, ${afresh}`,
    );
  }
  if (made.redis && Number.parseInt(made.redis) > Number.parseInt(binaries.redis.version)) {
    throw new StartupError(
      `The data in ${dataDir} was made by Redis ${made.redis}, but the installed redis-server is ${binaries.redis.version} (${binaries.redis.path}). ` +
        `Set REDISMS_SYSTEM_BINARY to a redis-server ${made.redis} or newer, ${afresh}`,
    );
  }
}

export function recordInstallation(dataDir: string, facts: Partial<Installation>): void {
  writeJsonFile(markerPath(dataDir), { ...prepareDataDir(dataDir), ...facts });
}

export function cannotWrite(dataDir: string, error: NodeJS.ErrnoException): StartupError {
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  return new StartupError(
    full
      ? `The disk that holds ${dataDir} is full. Free some space, or set DATA_DIR to a folder on another disk`
      : `DATA_DIR ${dataDir} cannot be written (${error.code}). Set DATA_DIR to a folder that you can write`,
  );
}

/** Another start may be writing the marker at this moment, and every new volume has `lost+found`. Both names are allowed. */
const isForeign = (name: string) => !name.startsWith('installation.json') && name !== 'lost+found';

const series = (version: string) => version.split('.').slice(0, 2).join('.');
