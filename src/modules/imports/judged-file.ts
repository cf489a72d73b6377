import { createHoursReader, type ReadHours } from './hours/opening-hours.ts';
import { ImportTally, judge } from './read-listings.ts';

/** A file that the first pass read to its end without finding a problem. */
export interface JudgedFile {
  path: string;
  readHours: ReadHours;
  tally: ImportTally;
}

/**
 * The first pass: judges a file, without a database. Holidays of `year` and the next year become exceptions. Throws
 * ImportFileError.
 */
export async function judgeFile(path: string, year: number, tally = new ImportTally()): Promise<JudgedFile> {
  const readHours = await createHoursReader(year);
  await judge(path, readHours, tally);
  return { path, readHours, tally };
}
