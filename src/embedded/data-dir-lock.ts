import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readJsonFile, writeJsonFile } from './atomic-file.ts';
import { cannotWrite } from './installation.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';
import { StartupError } from './startup-error.ts';

export interface LockHolder extends ProcessIdentity {
  /** The port that the app listens on. A command that only needs the data has no port. */
  port?: number | undefined;
}

const lockPath = (dataDir: string) => join(dataDir, 'lock.json');
/** Milliseconds. A guard is held for microseconds. An older guard was left by a process that was killed at that moment. */
const GUARD_IS_DEBRIS_AFTER = 2_000;

/** Returns the living process that owns the embedded services of this DATA_DIR, if there is one. */
export function findLockHolder(dataDir: string): LockHolder | undefined {
  const holder = readJsonFile(lockPath(dataDir)) as LockHolder | undefined;
  return holder?.pid && isAlive(holder) ? holder : undefined;
}

/**
 * Takes the lock, even if a dead process still holds it. Returns the function that releases the lock. Throws a `StartupError`
 * when a living process holds the lock.
 */
export async function lockDataDir(dataDir: string, port?: number): Promise<() => void> {
  const mine: LockHolder = { ...identify(), port };
  await underGuard(dataDir, () => {
    const holder = findLockHolder(dataDir);
    if (holder) throw alreadyRunning(dataDir, holder);
    // Without fsync, because fsync can take longer than the guard lasts. After a power cut, no lock is valid anyway.
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
      'or set another DATA_DIR and another PORT to run a second installation',
  );
}

/**
 * Makes reading and taking the lock one step. When several processes start at once and find the lock of a dead process, only one
 * of them gets the lock.
 */
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
