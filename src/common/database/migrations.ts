import { fileURLToPath } from 'node:url';
import { config, create, down, status, up } from 'migrate-mongo';
import { MongoClient, type Db } from 'mongodb';
import { withMigrationLock } from './migration-lock.ts';

const directory = fileURLToPath(new URL('../../../migrations', import.meta.url));

/**
 * Migrations live in `migrations/`, in name order; what was applied is recorded in `migrations`. migrate-mongo's own lock is
 * left out: two runs that start together both pass it, and a run that is killed keeps everybody out for up to two minutes.
 */
function configure(): void {
  config.set({
    migrationsDir: directory,
    changelogCollectionName: 'migrations',
    migrationFileExtension: '.js',
    useFileHash: false,
    moduleSystem: 'esm',
  } as never);
}

async function whileLocked(
  mongodbUri: string,
  work: (db: Db, client: MongoClient) => Promise<string[]>,
): Promise<string[]> {
  configure();
  const client = await MongoClient.connect(mongodbUri, { serverSelectionTimeoutMS: 5_000 });
  try {
    return await withMigrationLock(client.db(), () => work(client.db(), client));
  } finally {
    await client.close();
  }
}

/** Applies everything pending; returns the names. A run that was stopped on the way is taken up again. */
export const migrateUp = (mongodbUri: string): Promise<string[]> => whileLocked(mongodbUri, up);

/** Takes the last migration back; returns its name. */
export const migrateDown = (mongodbUri: string): Promise<string[]> => whileLocked(mongodbUri, down);

export async function migrateCreate(name: string): Promise<string> {
  configure();
  return create(name);
}

/** Names of migrations this build has and the database has not. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  configure();
  const items = await status(db);
  return items.filter((item) => item.appliedAt === 'PENDING').map((item) => item.fileName);
}
