import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readJsonFile, writeJsonFile } from './atomic-file.ts';
import { cannotWrite } from './installation.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';
import { StartupError } from './startup-error.ts';

export interface LockHolder extends ProcessIdentity {
  /** The port it serves; absent for a command that only needs the data. */
  port?: number | undefined;
}

const lockPath = (dataDir: string) => join(dataDir, 'lock.json');
/** The guard is held for microseconds; an older one was left by a process killed in that very moment. */
const GUARD_IS_DEBRIS_AFTER = 2_000;

/** Who owns the embedded services of this DATA_DIR now, if anyone alive. */
export function findLockHolder(dataDir: string): LockHolder | undefined {
  const holder = readJsonFile(lockPath(dataDir)) as LockHolder | undefined;
  return holder?.pid && isAlive(holder) ? holder : undefined;
}

/** Takes the lock, also over a dead owner's; throws when a live process holds it. Returns the release. */
export async function lockDataDir(dataDir: string, port?: number): Promise<() => void> {
  const mine: LockHolder = { ...identify(), port };
  await underGuard(dataDir, () => {
    const holder = findLockHolder(dataDir);
    if (holder) throw alreadyRunning(dataDir, holder);
    // Without fsync, which can take longer than the guard lasts. After a power cut no lock counts anyway.
    writeJsonFile(lockPath(dataDir), mine, { fsync: false });
  });
  return () => {
    if ((readJsonFile(lockPath(dataDir)) as LockHolder | undefined)?.pid === mine.pid)
      rmSync(lockPath(dataDir), { force: true });
  };
}

export function alreadyRunning(dataDir: string, holder: LockHolder): StartupError {
  const where = holder.port === undefined ? '' : `, port ${holder.port}`;
  return new StartupError(
    `Grome is already running on ${dataDir} (pid ${holder.pid}${where}). Stop it first (Ctrl-C in its terminal, or: kill ${holder.pid}), ` +
      'or set another DATA_DIR and another PORT to run a second one beside it',
  );
}

/** Looking at the lock and taking it is one step: of several that start at once over a dead owner's lock, one wins. */
async function underGuard(dataDir: string, work: () => void): Promise<void> {
  const guard = `${lockPath(dataDir)}.guard`;
  while (!createGuard(guard, dataDir)) {
    if (ageOf(guard) > GUARD_IS_DEBRIS_AFTER) rmSync(guard, { force: true });
    await pause(10);
  }
  try {
    work();
  } finally {
    rmSync(guard, { force: true });
  }
}

function createGuard(guard: string, dataDir: string): boolean {
  try {
    closeSync(openSync(guard, 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cannotWrite(dataDir, error as NodeJS.ErrnoException);
  }
}

function ageOf(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
