import { isZone, localDateOf, nextDate, utcDateOf, zonedDay } from './zoned-day.ts';

const minute = (iso: string): number => Date.parse(iso) / 60_000;

/** Returns a text such as "00:00-24:00 from 2026-06-15T00:00Z" for every segment of the day. */
const stretches = (zone: string, date: string): string[] =>
  zonedDay(zone, date).segments.map(
    ({ wallStart, wallEnd, epochStart }) =>
      `${text(wallStart)}-${text(wallEnd)} from ${new Date(epochStart * 60_000).toISOString().slice(0, 16)}Z`,
  );
const text = (past: number): string =>
  [Math.floor(past / 60), past % 60].map((part) => String(part).padStart(2, '0')).join(':');

describe('one local day on the wall clock', () => {
  test.each([
    ['a plain day', 'Europe/London', '2026-06-15', ['00:00-24:00 from 2026-06-14T23:00Z']],
    ['a zone without changes', 'UTC', '2026-06-15', ['00:00-24:00 from 2026-06-15T00:00Z']],
    ['an offset of 45 minutes', 'Asia/Kathmandu', '2026-06-15', ['00:00-24:00 from 2026-06-14T18:15Z']],
    ['far east', 'Pacific/Kiritimati', '2026-06-15', ['00:00-24:00 from 2026-06-14T10:00Z']],
    [
      'an hour left out',
      'America/Los_Angeles',
      '2026-03-08',
      ['00:00-02:00 from 2026-03-08T08:00Z', '03:00-24:00 from 2026-03-08T10:00Z'],
    ],
    [
      'an hour that comes twice',
      'America/Los_Angeles',
      '2026-11-01',
      ['00:00-02:00 from 2026-11-01T07:00Z', '01:00-24:00 from 2026-11-01T09:00Z'],
    ],
    ['the day before a change is plain', 'America/Los_Angeles', '2026-10-31', ['00:00-24:00 from 2026-10-31T07:00Z']],
    ['the day after a change is plain', 'America/Los_Angeles', '2026-11-02', ['00:00-24:00 from 2026-11-02T08:00Z']],
    [
      'half an hour left out',
      'Australia/Lord_Howe',
      '2026-10-04',
      ['00:00-02:00 from 2026-10-03T13:30Z', '02:30-24:00 from 2026-10-03T15:30Z'],
    ],
    [
      'half an hour that comes twice',
      'Australia/Lord_Howe',
      '2026-04-05',
      ['00:00-02:00 from 2026-04-04T13:00Z', '01:30-24:00 from 2026-04-04T15:00Z'],
    ],
    ['midnight left out', 'America/Sao_Paulo', '2018-11-04', ['01:00-24:00 from 2018-11-04T03:00Z']],
    ['midnight left out in Beirut', 'Asia/Beirut', '2026-03-29', ['01:00-24:00 from 2026-03-28T22:00Z']],
    ['midnight left out in Cairo', 'Africa/Cairo', '2026-04-24', ['01:00-24:00 from 2026-04-23T22:00Z']],
    [
      'the last hour comes twice',
      'America/Sao_Paulo',
      '2018-02-17',
      ['00:00-24:00 from 2018-02-17T02:00Z', '23:00-24:00 from 2018-02-18T02:00Z'],
    ],
    ['the day after that is plain', 'America/Sao_Paulo', '2018-02-18', ['00:00-24:00 from 2018-02-18T03:00Z']],
    [
      'back over midnight: the evening goes on after a minute of the next date',
      'America/St_Johns',
      '2010-11-06',
      ['00:00-24:00 from 2010-11-06T02:30Z', '23:01-24:00 from 2010-11-07T02:31Z'],
    ],
    [
      'and the next date begins twice',
      'America/St_Johns',
      '2010-11-07',
      ['00:00-00:01 from 2010-11-07T02:30Z', '00:00-24:00 from 2010-11-07T03:30Z'],
    ],
    ['a date the zone skipped', 'Pacific/Apia', '2011-12-30', []],
    ['another', 'Pacific/Kwajalein', '1993-08-21', []],
    ['the day after the skipped one', 'Pacific/Apia', '2011-12-31', ['00:00-24:00 from 2011-12-30T10:00Z']],
    [
      'two hours at once',
      'Antarctica/Troll',
      '2026-03-29',
      ['00:00-01:00 from 2026-03-29T00:00Z', '03:00-24:00 from 2026-03-29T01:00Z'],
    ],
  ])('%s: %s %s', (_what, zone, date, expected) => {
    expect(stretches(zone, date)).toEqual(expected);
  });

  test('the days of every zone follow one another without a hole or an overlap', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const torn = zones.filter((zone) => tear('2026-03-27', 11, zone) || tear('2026-10-23', 11, zone));
    expect(zones.length).toBeGreaterThan(400);
    expect(torn).toEqual([]);
  });

  test('Monday is weekday 0', () => {
    expect(zonedDay('UTC', '2026-06-15').weekday).toBe(0);
    expect(zonedDay('UTC', '2026-06-21').weekday).toBe(6);
    expect(zonedDay('UTC', '1969-12-31').weekday).toBe(2);
  });

  test('the same day is worked out once', () => {
    expect(zonedDay('Europe/Paris', '2026-05-05')).toBe(zonedDay('Europe/Paris', '2026-05-05'));
  });

  test('an unknown zone or date is refused', () => {
    expect(() => zonedDay('Mars/Olympus', '2026-01-01')).toThrow(RangeError);
    expect(() => zonedDay('UTC', '2026-02-30')).toThrow(RangeError);
  });
});

/** Tells whether an instant of these days belongs to none or to two of them. */
function tear(date: string, days: number, zone: string): boolean {
  const spans: [number, number][] = [];
  for (let day = 0; day < days; day++, date = nextDate(date))
    for (const { wallStart, wallEnd, epochStart } of zonedDay(zone, date).segments)
      spans.push([epochStart, epochStart + wallEnd - wallStart]);
  spans.sort(([a], [b]) => a - b);
  return spans.some(([, end], index) => index < spans.length - 1 && end !== spans[index + 1]![0]);
}

describe('dates', () => {
  test('the local date is the one on the wall calendar', () => {
    expect(localDateOf('Pacific/Auckland', minute('2026-06-14T12:00Z'))).toBe('2026-06-15');
    expect(localDateOf('America/Los_Angeles', minute('2026-06-15T06:59Z'))).toBe('2026-06-14');
    expect(localDateOf('Pacific/Apia', minute('2011-12-30T10:00Z'))).toBe('2011-12-31');
    expect(localDateOf('UTC', -1)).toBe('1969-12-31');
  });

  test('the next date crosses months, years and leap days', () => {
    expect(['2026-02-28', '2028-02-28', '2026-12-31'].map(nextDate)).toEqual([
      '2026-03-01',
      '2028-02-29',
      '2027-01-01',
    ]);
  });

  test('the date in UTC changes at midnight UTC', () => {
    expect([utcDateOf(1_439), utcDateOf(1_440)]).toEqual(['1970-01-01', '1970-01-02']);
  });
});

describe('names of zones', () => {
  test.each(['Europe/London', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5', 'US/Pacific', 'Asia/Kolkata'])(
    '%s is one',
    (name) => expect(isZone(name)).toBe(true),
  );

  test('every zone that the runtime lists is one', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !isZone(name))).toEqual([]);
  });

  test.each([
    '',
    '+01:00',
    '-0800',
    'Mars/Olympus',
    'europe/london',
    'Europe/London ',
    'Europe/London\n',
    'PST8',
    '../UTC',
  ])('%j is none', (name) => expect(isZone(name)).toBe(false));
});
