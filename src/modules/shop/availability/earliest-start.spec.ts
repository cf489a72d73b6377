import { everyDay } from '../../../../test/support/slot-query.ts';
import { earliestStart, firstOpenSlot } from './open-slots.ts';

const minute = (iso: string): number => Date.parse(iso) / 60_000;
const around = (iso: string, hours = 30): number[] =>
  Array.from({ length: hours * 4 }, (_, index) => minute(iso) - hours * 30 + index * 15 + (index % 7));

/** Places with a clock change, a change of half an hour, a change that moves the grid, a change over midnight, and no change. */
const PLACES = [
  ['Europe/London', '2027-03-28T01:00Z'],
  ['Europe/London', '2027-10-31T01:00Z'],
  ['Australia/Lord_Howe', '2027-04-03T15:00Z'],
  ['America/Santiago', '2027-04-04T03:00Z'],
  ['Asia/Kathmandu', '2027-06-01T18:15Z'],
  ['America/New_York', '2027-12-31T23:59Z'],
] as const;

describe.each(PLACES)('the earliest start on the grid in %s around %s', (zone, change) => {
  test.each([5, 15, 20, 45, 60, 90, 1_440])('every %d minutes is never later than a visit on offer', (grid) => {
    for (const at of around(change)) {
      const query = { zone, weekly: everyDay('00:00-24:00'), exceptions: [], busy: [], now: at, duration: 5 };
      const limits = { bufferBefore: 0, bufferAfter: 0, grid, notice: 0, horizonDays: 9, from: at, to: at + 5 * 1_440 };
      const first = firstOpenSlot({ ...query, ...limits })!.start;
      const earliest = earliestStart({ zone, grid }, at);
      expect([at, earliest <= first, earliest >= at]).toEqual([at, true, true]);
    }
  });
});

test('it is the next point of the grid on a plain day', () => {
  const at = minute('2027-06-01T10:05Z');
  expect(earliestStart({ zone: 'Europe/London', grid: 15 }, at)).toBe(minute('2027-06-01T10:15Z'));
  expect(earliestStart({ zone: 'Asia/Kathmandu', grid: 60 }, at)).toBe(minute('2027-06-01T10:15Z'));
  expect(earliestStart({ zone: 'Europe/London', grid: 15 }, minute('2027-06-01T10:15Z'))).toBe(
    minute('2027-06-01T10:15Z'),
  );
});
