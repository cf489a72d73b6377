import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Collection, Db } from 'mongodb';

interface Lock {
  _id: string;
  owner: string;
  /** When the lock lapses, by the server's clock, which all processes share. */
  until: Date;
}

const ID = 'migrations';
const LEASE_SECONDS = 10;
const RENEW_EVERY = 3_000;
const PATIENCE = 60_000;
const leaseEnd = { $dateAdd: { startDate: '$$NOW', unit: 'second', amount: LEASE_SECONDS } };

/**
 * Runs the work while no other process migrates this database. The lock of a process that was killed lapses after ten
 * seconds. Throws when another process still holds the lock after a minute.
 */
export async function withMigrationLock<T>(db: Db, work: () => Promise<T>): Promise<T> {
  const locks = db.collection<Lock>('migrations_lock');
  const owner = randomUUID();
  await takeInTurn(locks, owner);
  const renewal = setInterval(() => void renew(locks, owner).catch(() => undefined), RENEW_EVERY);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    // A lock that cannot be released lapses by itself, and its error must not hide the error of the work.
    await locks.deleteOne({ _id: ID, owner }).catch(() => undefined);
  }
}

async function takeInTurn(locks: Collection<Lock>, owner: string): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await take(locks, owner))) {
    if (Date.now() > deadline)
      throw new Error('Another process is migrating this database. Wait until that process has ended, then try again.');
    await pause(200);
  }
}

/** Takes the lock in one atomic write if the lock is absent or has lapsed. Returns whether this owner has the lock. */
async function take(locks: Collection<Lock>, owner: string): Promise<boolean> {
  const isFree = { $lt: ['$until', '$$NOW'] };
  const lock = await locks.findOneAndUpdate(
    { _id: ID },
    [
      {
        $set: {
          owner: { $cond: [isFree, owner, '$owner'] },
          until: { $cond: [isFree, leaseEnd, '$until'] },
        },
      },
    ],
    { upsert: true, returnDocument: 'after' },
  );
  return lock?.owner === owner;
}

/** Renews the lock, and never creates the lock: a renewal that arrives after the release must not bring the lock back. */
const renew = (locks: Collection<Lock>, owner: string) =>
  locks.updateOne({ _id: ID, owner }, [{ $set: { until: leaseEnd } }]);
