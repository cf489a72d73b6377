import { calendarIds } from './calendar-days.policy.ts';

describe('the days of an interval', () => {
  it.each([
    ['2035-03-05T12:00Z', '2035-03-05T13:00Z', ['2035-03-05']],
    ['2035-03-05T23:30Z', '2035-03-06T00:00Z', ['2035-03-05']],
    ['2035-03-05T23:30Z', '2035-03-06T00:01Z', ['2035-03-05', '2035-03-06']],
    ['2035-02-28T00:00Z', '2035-03-03T00:00Z', ['2035-02-28', '2035-03-01', '2035-03-02']],
  ])('%s to %s: %s', (start, end, expected) => {
    const ids = calendarIds('b', { start: new Date(start), end: new Date(end) });
    expect(ids).toEqual(expected.map((day) => `b:${day}`));
  });
});
