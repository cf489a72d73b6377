import { statSync } from 'node:fs';
import { readEnvironment } from '../common/config/environment.ts';
import type { ImportResult } from '../modules/imports/imports.service.ts';
import { judgeFile } from '../modules/imports/judged-file.ts';
import { ImportTally } from '../modules/imports/read-listings.ts';
import { refuseInProduction } from '../modules/imports/refuse-in-production.ts';
import { readArguments } from './import-arguments.ts';
import { ImportProgress } from './import-progress.ts';

/**
 * Imports barbershops from an OpenStreetMap export. The file is judged first, so that a broken file starts no database. The last
 * line of the output is JSON for other programs.
 */
async function main(): Promise<void> {
  const env = readEnvironment();
  const options = readArguments(process.argv.slice(2), env);
  if (options.bookable) refuseInProduction(env.NODE_ENV === 'production');
  const year = new Date().getUTCFullYear();
  const judged = await watched('reading', options.path, (tally) => judgeFile(options.path, year, tally));
  // Loaded only now, because it brings half of the application, which is not needed to refuse a broken file.
  const { importInto } = await import('./import-into.ts');
  report(await importInto(env, judged, options, (write) => watched('writing', options.path, write)));
}

/** Runs a pass and shows its progress. */
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

function report({ created, updated, unchanged, tally, taken }: ImportResult): void {
  const { listings, skipped, reasons, hours, droppedHolidayRules } = tally;
  const say = (count: number, what: string) => count && console.log(`${count.toLocaleString('en')} ${what}`);
  if (!listings)
    console.log('The file has no barbershop (shop=hairdresser, shop=barber or amenity=barber, with a name).');
  for (const [reason, count] of Object.entries(reasons)) say(count, `skipped: ${reason}`);
  say(hours.defaulted, 'with opening hours that cannot be read');
  say(droppedHolidayRules, 'rules about holidays that cannot be kept');
  say(taken.length, `not bookable, somebody else has the account: ${few(taken)}`);
  console.log(JSON.stringify({ created, updated, unchanged, skipped, reasons, hours }));
}

const few = (names: string[]): string => names.slice(0, 5).join(', ') + (names.length > 5 ? ' …' : '');

// `process.exit` also ends the embedded databases, which death by a signal would not. npm passes a Ctrl-C on a second time.
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }))
  process.once(signal, () => {
    process.stderr.write('\nStopped. Imported barbershops stay. Run the same command again to continue.\n');
    process.exit(code);
  });

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
