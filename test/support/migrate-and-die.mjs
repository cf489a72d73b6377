import { Collection } from 'mongodb';
import { migrateUp } from '../../src/common/database/migrations.ts';

/** Migrates a database and is killed after the named migration has changed it, before the record of that is written. */
const [uri, name] = process.argv.slice(2);
const { insertOne } = Collection.prototype;
Collection.prototype.insertOne = function (document, ...rest) {
  if (this.collectionName !== 'migrations' || document.fileName !== name)
    return insertOne.call(this, document, ...rest);
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
};
await migrateUp(uri);
