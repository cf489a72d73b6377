import { Collection } from 'mongodb';
import { migrateUp } from '../../src/common/database/migrations.ts';

/** Migrates a database. Dies after the named migration has changed the database, before the migration is recorded. */
const [uri, name] = process.argv.slice(2);
const { insertOne } = Collection.prototype;
Collection.prototype.insertOne = function (document, ...rest) {
  if (this.collectionName !== 'migrations' || document.fileName !== name)
    return insertOne.call(this, document, ...rest);
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
};
await migrateUp(uri);
