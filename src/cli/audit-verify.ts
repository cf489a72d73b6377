import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../common/config/environment.ts';
import { AuditService } from '../modules/records/audit/audit.service.ts';
import { findDatabase } from './find-database.ts';
import { openTools } from './tools.ts';

/**
 * `npm run audit:verify [-- --has HASH]`: walks the chain of the audit log. Exit code 1 when an entry was changed, moved or removed, or when
 * the hash that somebody noted down earlier is not in it: the whole chain was made anew.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { has: { type: 'string' } } });
  const database = await findDatabase(readEnvironment(), (line) => console.log(line));
  try {
    const tools = await openTools(database);
    const { entries, head, fault } = await tools.get(AuditService, { strict: false }).verify(values.has);
    await tools.close();
    console.log(fault ? `BROKEN after ${entries} entries: ${fault}` : `${entries} entries, whole. Head: ${head}`);
    if (fault) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

main().then(
  () => process.exit(),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
