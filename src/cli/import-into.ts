import { migrateUp } from '../common/database/migrations.ts';
import { PasswordsService } from '../modules/accounts/auth/passwords.service.ts';
import { ImportsService, type ImportResult } from '../modules/imports/imports.service.ts';
import type { JudgedFile } from '../modules/imports/judged-file.ts';
import type { ImportTally } from '../modules/imports/read-listings.ts';
import { DEMO_PASSWORD } from './demo-accounts.ts';
import { findDatabase } from './find-database.ts';
import type { ImportArguments } from './import-arguments.ts';
import { openTools } from './tools.ts';

/** Runs the second pass of an import. `pass` gets the function that writes the judged file into the database. */
export async function importInto(
  env: NodeJS.ProcessEnv,
  judged: JudgedFile,
  { bookable, currency }: Pick<ImportArguments, 'bookable' | 'currency'>,
  pass: (write: (tally: ImportTally) => Promise<ImportResult>) => Promise<ImportResult>,
): Promise<ImportResult> {
  const database = await findDatabase(env, (line) => console.log(line));
  try {
    // Only this command can migrate the embedded database. The owner of any other database migrates that database.
    if (database.isOwn) await migrateUp(database.mongodbUri);
    const tools = await openTools(database);
    try {
      const passwordHash = bookable ? await tools.get(PasswordsService).hash(DEMO_PASSWORD) : undefined;
      const imports = tools.get(ImportsService, { strict: false });
      return await pass((tally) => imports.write(judged, { currency, passwordHash }, tally));
    } finally {
      await tools.close();
    }
  } finally {
    await database.close();
  }
}
