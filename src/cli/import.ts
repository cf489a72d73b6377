import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../common/config/environment.ts';
import { migrateUp } from '../common/database/migrations.ts';
import { StartupError } from '../common/embedded/startup-error.ts';
import { Currency } from '../common/money/money.ts';
import { PasswordsService } from '../modules/auth/passwords.service.ts';
import { ImportsService, ImportTally, judgeFile, refuseInProduction } from '../modules/imports/imports.service.ts';
import type { ImportResult, JudgedFile } from '../modules/imports/imports.service.ts';
import { DEMO_PASSWORD } from './demo-accounts.ts';
import { findDatabase } from './find-database.ts';
import { ImportProgress } from './import-progress.ts';
import { openTools } from './tools.ts';

const USAGE = 'Usage: npm run import -- osm FILE.geojson [--bookable] [--currency GBP]';

interface Arguments {
  path: string;
  bookable: boolean;
  currency: string;
}

const env = readEnvironment();

/** Barbershops from an OpenStreetMap export. The last line printed is JSON, for programs. */
async function main(): Promise<void> {
  const { path, bookable, currency } = readArguments();
  if (bookable) refuseInProduction(env.NODE_ENV === 'production');
  const judged = await watched('reading', path, (tally) => judgeFile(path, new Date().getUTCFullYear(), tally));
  const database = await findDatabase(env, (line) => console.log(line));
  try {
    if (database.isOwn) await migrateUp(database.mongodbUri);
    const tools = await openTools(database);
    try {
      const passwordHash = bookable ? await tools.get(PasswordsService).hash(DEMO_PASSWORD) : undefined;
      const result = await write(tools.get(ImportsService, { strict: false }), judged, { currency, passwordHash });
      report(result);
    } finally {
      await tools.close();
    }
  } finally {
    await database.close();
  }
}

const write = (
  imports: ImportsService,
  judged: JudgedFile,
  options: { currency: string; passwordHash?: string | undefined },
) => watched('writing', judged.path, (tally) => imports.write(judged, options, tally));

async function watched<T>(title: string, path: string, pass: (tally: ImportTally) => Promise<T>): Promise<T> {
  const tally = new ImportTally();
  const progress = new ImportProgress(title, tally, statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  try {
    const result = await pass(tally);
    progress.end();
    return result;
  } catch (error) {
    progress.break();
    throw error;
  }
}

function readArguments(): Arguments {
  const { positionals, values } = parse();
  const [format, file, ...rest] = positionals;
  if (format !== 'osm' || !file || rest.length) throw new StartupError(USAGE);
  const currency = Currency.safeParse(values.currency.toUpperCase());
  if (!currency.success)
    throw new StartupError(`--currency ${values.currency}: not an ISO 4217 code such as GBP\n${USAGE}`);
  return { path: locate(file), bookable: values.bookable, currency: currency.data };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { bookable: { type: 'boolean', default: false }, currency: { type: 'string', default: 'GBP' } },
    });
  } catch (error) {
    throw new StartupError(`${(error as Error).message.split('. ')[0]}\n${USAGE}`);
  }
}

/** npm runs scripts in the project's folder and remembers in which one the user typed. */
function locate(file: string): string {
  const typed = resolve(env.INIT_CWD ?? '', file);
  return existsSync(typed) ? typed : resolve(file);
}

function report({ created, updated, unchanged, tally, taken }: ImportResult): void {
  const { skipped, reasons, hours } = tally;
  if (tally.listings === 0)
    console.log('No barbershop in it: shop=hairdresser, shop=barber or amenity=barber, with a name.');
  for (const [reason, count] of Object.entries(reasons)) console.log(`skipped: ${count} ${reason}`);
  if (hours.defaulted) console.log(`opening hours that cannot be read: ${hours.defaulted}`);
  if (tally.droppedHolidayRules) console.log(`rules about holidays that cannot be kept: ${tally.droppedHolidayRules}`);
  if (taken.length)
    console.log(
      `not bookable, somebody else has the account: ${taken.slice(0, 5).join(', ')}${taken.length > 5 ? ` and ${taken.length - 5} more` : ''}`,
    );
  console.log(JSON.stringify({ created, updated, unchanged, skipped, reasons, hours }));
}

// Exiting, and not just dying of it, takes the embedded databases along; npm hands a Ctrl-C on a second time.
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }))
  process.once(signal, () => {
    process.stderr.write('\nStopped. What is imported stays; the same command continues.\n');
    process.exit(code);
  });

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
