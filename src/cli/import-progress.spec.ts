import { jest } from '@jest/globals';
import { ImportTally } from '../modules/imports/read-listings.ts';
import { ImportProgress } from './import-progress.ts';

describe('The progress of an import', () => {
  let written: string[];
  const out = (isTTY: boolean) => ({ isTTY, write: (text: string) => written.push(text) > 0 });
  beforeEach(() => {
    written = [];
    jest.useFakeTimers();
  });
  afterEach(() => void jest.useRealTimers());

  it('is a line every few seconds in a log', () => {
    const tally = new ImportTally();
    const progress = new ImportProgress('reading', tally, 2_000, out(false));
    Object.assign(tally, { bytesRead: 500, features: 1_234, listings: 1_000 });
    jest.advanceTimersByTime(7_000);
    progress.end();
    jest.advanceTimersByTime(60_000);
    expect(written).toEqual([
      'reading … 25 %, 1,234 features, 1,000 barbershops\n',
      'reading … 25 %, 1,234 features, 1,000 barbershops\n',
      'reading … 1,234 features, 1,000 barbershops, 7.0 s\n',
    ]);
  });

  it('is one line that changes on a terminal', () => {
    const progress = new ImportProgress('writing', new ImportTally(), 0, out(true));
    jest.advanceTimersByTime(100);
    progress.break();
    expect(written).toEqual(['\r\u001b[2Kwriting … 0 %, 0 features, 0 barbershops', '\n']);
  });
});
