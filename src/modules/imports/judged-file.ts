import { createHoursReader, type ReadHours } from './hours/opening-hours.ts';
import { ImportTally, judge } from './read-listings.ts';

/** A file that was read to its end and found whole. */
export interface JudgedFile {
  path: string;
  readHours: ReadHours;
  tally: ImportTally;
}

/** The first pass; needs no database. Throws ImportFileError. `year`: public holidays of this and the next become exceptions. */
export async function judgeFile(path: string, year: number, tally = new ImportTally()): Promise<JudgedFile> {
  const readHours = await createHoursReader(year);
  await judge(path, readHours, tally);
  return { path, readHours, tally };
}
