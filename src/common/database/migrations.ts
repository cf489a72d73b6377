import { fileURLToPath } from 'node:url';
import { config, create, down, status, up } from 'migrate-mongo';
import { MongoClient, type Db } from 'mongodb';
import { withMigrationLock } from './migration-lock.ts';

const directory = fileURLToPath(new URL('../../../migrations', import.meta.url));

/**
 * Migrations are in the folder `migrations/` and run in order of their names. The collection `migrations` records which ones were
 * applied. migrate-mongo's own lock is not used: two runs that start together both pass that lock, and a killed run keeps all
 * others out for up to two minutes.
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

/** Applies all pending migrations and returns their names. Continues a run that was stopped on the way. */
export const migrateUp = (mongodbUri: string): Promise<string[]> => whileLocked(mongodbUri, up);

/** Reverts the last migration and returns its name. */
export const migrateDown = (mongodbUri: string): Promise<string[]> => whileLocked(mongodbUri, down);

export async function migrateCreate(name: string): Promise<string> {
  configure();
  return create(name);
}

/** Returns the names of the migrations that this build has and the database does not have. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  configure();
  const items = await status(db);
  return items.filter((item) => item.appliedAt === 'PENDING').map((item) => item.fileName);
}
