import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { ROOT, until } from '../../../test/support/processes.ts';
import { withMigrationLock } from './migration-lock.ts';
import { migrateDown, migrateUp, pendingMigrations } from './migrations.ts';

interface Migration {
  up: (db: Db) => Promise<void>;
  down: (db: Db) => Promise<void>;
}

const folder = join(ROOT, 'migrations');
const names = readdirSync(folder).filter((name) => /^\d+-.*\.js$/.test(name));
const load = (name: string) => import(join(folder, name)) as Promise<Migration>;

let client: MongoClient;
let clean: unknown;
const made: Db[] = [];
beforeAll(async () => {
  client = await MongoClient.connect(process.env.TEST_MONGODB_URI!);
  const db = newDatabase();
  await migrateUp(uriOf(db));
  clean = await shapeOf(db);
});
afterAll(async () => {
  for (const db of made) await db.dropDatabase();
  await client.close();
});

function newDatabase(): Db {
  made.push(client.db(`test_${randomBytes(6).toString('hex')}`));
  return made.at(-1)!;
}

function uriOf({ databaseName }: Db): string {
  const uri = new URL(process.env.TEST_MONGODB_URI!);
  uri.pathname = `/${databaseName}`;
  return uri.href;
}

/** Every collection with its rules and indexes. The level and the action are the defaults of MongoDB. */
async function shapeOf(db: Db): Promise<unknown> {
  const found = await db.listCollections({}, { nameOnly: false }).toArray();
  const shapes = found
    .filter(({ name }) => !name.startsWith('migrations'))
    .map(async ({ name, options }) => {
      const rules = { validator: {}, validationLevel: 'strict', validationAction: 'error', ...options };
      const indexes = await db.collection(name).indexes();
      return [name, { rules, indexes: indexes.toSorted((a, b) => (a.name! < b.name! ? -1 : 1)) }] as const;
    });
  return Object.fromEntries(await Promise.all(shapes));
}

describe('a run that is killed after a change and before its record is taken up by the next run', () => {
  let db: Db;
  beforeAll(() => {
    db = newDatabase();
  });

  // Each run repeats the migration at which the run before it was killed.
  it.each(names.map((name, index) => [name, index] as const))('%s', async (name, index) => {
    const child = spawn(process.execPath, [join(ROOT, 'test/support/migrate-and-die.mjs'), uriOf(db), name]);
    let output = '';
    child.stderr.on('data', (chunk) => (output += chunk));
    const [, signal] = await once(child, 'close');
    expect([signal, output]).toEqual(['SIGKILL', '']);
    expect(await pendingMigrations(db)).toEqual(names.slice(index));
    // Acts as if ten seconds had passed.
    const { modifiedCount } = await db.collection('migrations_lock').updateMany({}, { $set: { until: new Date(0) } });
    expect(modifiedCount).toBe(1);
  });

  it('and the end is that of one clean run', async () => {
    expect(await migrateUp(uriOf(db))).toEqual(names.slice(-1));
    expect(await shapeOf(db)).toEqual(clean);
  });
});

class Stopped extends Error {}

/** A database on which the run stops after a number of steps. */
function stoppingAfter<T extends object>(target: T, steps: { left: number }): T {
  return new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name, object);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        const result: unknown = member.apply(object, given);
        if (name === 'collection') return stoppingAfter(result as object, steps);
        if (!(result as Promise<unknown> | undefined)?.then) return result;
        return (result as Promise<unknown>).then((value) => {
          if (steps.left-- === 1) throw new Stopped();
          return value;
        });
      };
    },
  });
}

/** Runs the work again and again. Each run stops one step later than the run before, until a run is not stopped. */
async function stopAtEveryStep(db: Db, work: (db: Db) => Promise<void>): Promise<number> {
  for (let step = 1; ; step++) {
    try {
      await work(stoppingAfter(db, { left: step }));
      return step;
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }
}

it('a migration that is stopped after any of its steps is repeated, upwards and downwards', async () => {
  const db = newDatabase();
  const all = await Promise.all([...names, 'sample-migration.js'].map(load));
  const [sample] = all.slice(-1);
  for (const { up } of all) expect(await stopAtEveryStep(db, up)).toBeGreaterThan(1);
  await sample!.down(db);
  expect(await shapeOf(db)).toEqual(clean);
  for (const { down } of all.toReversed()) expect(await stopAtEveryStep(db, down)).toBeGreaterThan(1);
  expect(await shapeOf(db)).toEqual({});
});

it('a way down that is stopped before its record is removed is repeated', async () => {
  const db = newDatabase();
  await migrateUp(uriOf(db));
  for (const name of names.toReversed()) {
    await (await load(name)).down(db);
    expect(await migrateDown(uriOf(db))).toEqual([name]);
  }
  await migrateUp(uriOf(db));
  expect(await shapeOf(db)).toEqual(clean);
});

it('a collection that is there without its rules gets them', async () => {
  const db = newDatabase();
  await db.createCollection('users');
  await migrateUp(uriOf(db));
  expect(await shapeOf(db)).toEqual(clean);
});

it('of nodes that migrate at once one does, and the others wait and find nothing to do', async () => {
  const uri = uriOf(newDatabase());
  const done = await Promise.all([migrateUp(uri), migrateUp(uri), migrateUp(uri)]);
  expect(done.toSorted((a, b) => b.length - a.length)).toEqual([names, [], []]);
});

it('a lock that is held on is renewed, and given back at the end', async () => {
  const db = newDatabase();
  const locks = db.collection<{ until: Date }>('migrations_lock');
  await withMigrationLock(db, async () => {
    const first = (await locks.findOne())!.until;
    await until('renewed', async () => (await locks.findOne())!.until > first);
  });
  expect(await locks.countDocuments()).toBe(0);
});
