import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { hoursProblems, type DayHours } from '../../../common/time/hours.ts';
import { createHoursReader, SAMPLE_PLACE, SAMPLE_WEEKS, SAMPLE_YEAR, type ReadHours } from './opening-hours.ts';
import { bounded, loadParser, silently } from './opening-hours-library.ts';

const BRISTOL = { zone: 'Europe/London' };
let read: ReadHours;
beforeAll(async () => void (read = await createHoursReader(2026)));

describe('The reader of opening hours', () => {
  it('gives the same object for the same tag', () => {
    expect(read('Mo-Fr 09:00-18:01', BRISTOL)).toBe(read(' Mo-Fr  09:00-18:01 ', { zone: 'Asia/Tokyo' }));
  });

  it('never throws, never takes long and never returns hours that a barber could not enter', () => {
    const words = [
      'Mo',
      'Tu-Fr',
      'Sa',
      'PH',
      'SH',
      'off',
      'open',
      '09:00',
      '18:00',
      '9-5',
      '22:00-04:00',
      '24/7',
      'week 1-53/2',
      'Jan',
      'Apr-Oct',
      '2026',
      'easter -2 days',
      'sunrise',
      '[1]',
      '/2',
      '(',
      '"',
      'am',
      'à',
      ';',
      ',',
      '||',
      '-',
      '+',
      '.',
      ':',
      '"by appointment"',
      '月',
      'free text',
    ];
    const tag = fc.array(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...words) },
        { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
      ),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(tag, fc.constantFrom(' ', ''), (parts, glue) => {
        const hours = read(parts.join(glue), BRISTOL);
        const days: DayHours[] = [
          ...Object.values(hours?.weekly ?? {}),
          ...(hours?.exceptions ?? []).flatMap((day) => ('closed' in day ? [] : [day])),
        ];
        for (const day of days) expect(hoursProblems(day)).toEqual([]);
        if (hours) expect(Object.keys(hours.weekly)).not.toHaveLength(0);
      }),
      { numRuns: 300 },
    );
  });

  it('gets through hostile tags quickly', () => {
    const start = performance.now();
    const ranges = Array.from(
      { length: 400 },
      (_, i) => `${String(i % 24).padStart(2, '0')}:${i % 60}-${i % 24}:59`,
    ).join();
    const hostile = [
      '; '.repeat(400) + 'Mo 9-5x',
      ' '.repeat(5_000) + '9x',
      'Mo '.repeat(300) + '9',
      `Mo ${ranges}`,
      `Mo ${ranges.slice(0, 900)}`,
      '9'.repeat(1_000),
      '('.repeat(900) + '9',
      'Mo-Fr 09:00-18:00; '.repeat(50),
      '9 '.repeat(500),
      'by appointment, '.repeat(60) + '9',
    ];
    for (const tag of hostile) read(tag, BRISTOL);
    expect(performance.now() - start).toBeLessThan(8_000);
  });

  it('refuses a day in more pieces than a barber could enter', () => {
    const pieces = (n: number) =>
      `Mo ${Array.from({ length: n }, (_, i) => `${String(8 + i).padStart(2, '0')}:00-${String(8 + i).padStart(2, '0')}:30`).join()}`;
    expect(read(pieces(11), BRISTOL)!.weekly.monday!.breaks).toHaveLength(10);
    expect(read(pieces(12), BRISTOL)).toBeUndefined();
  });

  it('can stop the library, and suppresses its console output', () => {
    const endless = () => /^(?:\s*;?)+$/.test(`${' '.repeat(60)}x`);
    expect(() => bounded(50, endless)).toThrow(/timed out/);
    expect(bounded(1_000, () => 7)).toBe(7);
    const before = Reflect.get(console, 'error') as unknown;
    expect(() => silently(() => bounded(50, endless))).toThrow(/timed out/);
    expect(Reflect.get(console, 'error')).toBe(before);
  });

  it('reads ordinary weeks in which no zone changes its clocks and no holiday falls', async () => {
    const parse = await loadParser();
    const rules = ['PH', 'SH'].map((rule) => parse(rule, SAMPLE_PLACE));
    const zones = Intl.supportedValuesOf('timeZone').map(
      (timeZone) => new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }),
    );
    for (const week of SAMPLE_WEEKS) {
      const [month, day] = week.split('-').map(Number) as [number, number];
      const [from, until] = [new Date(SAMPLE_YEAR, month - 1, day), new Date(SAMPLE_YEAR, month - 1, day + 7)];
      expect(from.getDay()).toBe(1);
      for (const rule of rules)
        expect({ week, holidays: rule.getOpenIntervals(from, until) }).toEqual({ week, holidays: [] });
      const offset = (zone: Intl.DateTimeFormat, days: number) =>
        zone.format(Date.UTC(SAMPLE_YEAR, month - 1, day + days)).split(', ')[1];
      expect({ week, changing: zones.filter((zone) => offset(zone, -2) !== offset(zone, 9)).length }).toEqual({
        week,
        changing: 0,
      });
    }
  });

  it('says the same on machines in any time zone', async () => {
    const tags = [
      'Tu-Fr 09:30-18:00; Sa 08:30-16:30; PH off',
      'Fr 20:00-02:00; PH 01:00-04:00,22:00-24:00',
      'sunrise-sunset',
      '24/7; PH off',
      'Apr-Oct: Mo-Fr 09:00-18:00; Nov-Mar: Mo 10:00-16:00',
      'week 1-53/2 Mo 10:00-18:00; week 2-52/2 Tu 10:00-18:00',
    ];
    const script = `import { createHoursReader } from ${JSON.stringify(new URL('./opening-hours.ts', import.meta.url).href)};
      const read = await createHoursReader(2026);
      const places = ['de', 'gb', 'us', 'hu', 'pl', 'nz'].map((country) => ({ zone: 'Etc/UTC', country }));
      console.log(JSON.stringify(${JSON.stringify(tags)}.map((tag) => places.map((place) => read(tag, place)))));`;
    const inZone = (TZ: string) =>
      promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ } });
    const { stdout: expected } = await inZone('UTC');
    expect(expected).toContain('2026-12-25');
    for (const zone of [
      'America/Los_Angeles',
      'Europe/Berlin',
      'Asia/Kolkata',
      'Pacific/Chatham',
      'Africa/Cairo',
      'America/Santiago',
      'Pacific/Kiritimati',
    ])
      expect({ zone, stdout: (await inZone(zone)).stdout }).toEqual({ zone, stdout: expected });
  });
});
