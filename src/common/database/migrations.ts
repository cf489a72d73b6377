import { fileURLToPath } from 'node:url';
import { config, create, down, status, up } from 'migrate-mongo';
import { MongoClient, type Db } from 'mongodb';

const directory = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** Migrations live in `migrations/`, in name order; what was applied is recorded in `migrations`. A lock keeps two runs apart. */
function configure(): void {
  config.set({
    migrationsDir: directory,
    changelogCollectionName: 'migrations',
    lockCollectionName: 'migrations_lock',
    lockTtl: 60,
    migrationFileExtension: '.js',
    useFileHash: false,
    moduleSystem: 'esm',
  } as never);
}

async function withDatabase<T>(mongodbUri: string, work: (db: Db, client: MongoClient) => Promise<T>): Promise<T> {
  configure();
  // One connection, so first come, first served: migrate-mongo does not wait for its lock's index, and a close would break that off.
  const client = await MongoClient.connect(mongodbUri, { serverSelectionTimeoutMS: 5_000, maxPoolSize: 1 });
  try {
    return await work(client.db(), client);
  } finally {
    await client.close();
  }
}

/** Applies everything pending; returns the names. */
export const migrateUp = (mongodbUri: string): Promise<string[]> =>
  withDatabase(mongodbUri, (db, client) => up(db as never, client as never));

/** Takes the last migration back; returns its name. */
export const migrateDown = (mongodbUri: string): Promise<string[]> =>
  withDatabase(mongodbUri, (db, client) => down(db as never, client as never));

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
