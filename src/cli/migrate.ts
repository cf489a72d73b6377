import { parseArgs } from 'node:util';
import { readEnvironment } from '../common/config/environment.ts';
import { migrateCreate, migrateDown, migrateUp } from '../common/database/migrations.ts';
import { findDatabase } from './find-database.ts';

/** Runs `npm run migrate:up`, `npm run migrate:down` and `npm run migrate:create -- --name=…`. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { name: { type: 'string' } } });
  const [command] = positionals;
  if (command === 'create') {
    if (!values.name) throw new Error('Give the migration a name: npm run migrate:create -- --name=add-something');
    return console.log(`Written: migrations/${await migrateCreate(values.name)}`);
  }
  const migrate = { up: migrateUp, down: migrateDown }[command ?? ''];
  if (!migrate) throw new Error('Usage: migrate up | down | create --name=…');
  const database = await findDatabase(readEnvironment(), (line) => console.log(line));
  try {
    const names = await migrate(database.mongodbUri);
    console.log(names.length ? names.map((name) => `${command}: ${name}`).join('\n') : 'Nothing to do.');
  } finally {
    await database.close();
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
