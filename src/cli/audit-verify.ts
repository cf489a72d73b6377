import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../common/config/environment.ts';
import { AuditService } from '../modules/records/audit/audit.service.ts';
import { findDatabase } from './find-database.ts';
import { openTools } from './tools.ts';

/**
 * `npm run audit:verify [-- --has HASH]` checks the chain of the audit log. The exit code is 1 when an entry was changed, moved
 * or removed. The exit code is also 1 when the chain does not contain HASH, a hash that somebody noted earlier: then the whole
 * chain was replaced.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { has: { type: 'string' } } });
  const database = await findDatabase(readEnvironment(), (line) => console.log(line));
  try {
    const tools = await openTools(database);
    const { entries, head, fault } = await tools.get(AuditService, { strict: false }).verify(values.has);
    await tools.close();
    console.log(fault ? `BROKEN after ${entries} entries: ${fault}` : `${entries} entries, intact. Head: ${head}`);
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
