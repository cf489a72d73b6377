import type { WeeklyHours } from '../../../common/time/hours.ts';
import { createHoursReader, type ReadHours } from './opening-hours.ts';

const BRISTOL = { zone: 'Europe/London' };
let read: ReadHours;
beforeAll(async () => void (read = await createHoursReader(2026)));

/** Writes hours as "mo 09:00-19:00 (13:00-14:00), tu …", short enough to compare by eye. */
const inShort = (weekly?: WeeklyHours) =>
  weekly &&
  Object.entries(weekly)
    .map(([day, { startTime, endTime, breaks }]) => {
      const pauses = breaks.map((pause) => ` (${pause.startTime}-${pause.endTime})`).join('');
      return `${day.slice(0, 2)} ${startTime}-${endTime}${pauses}`;
    })
    .join(', ');
const week = (tag: string) => inShort(read(tag, BRISTOL)?.weekly);
const same = (days: string, hours: string) =>
  days
    .split(' ')
    .map((day) => `${day} ${hours}`)
    .join(', ');
const WORKDAYS = 'mo tu we th fr';
const DAYS = `${WORKDAYS} sa su`;

describe('Opening hours as OpenStreetMap writes them', () => {
  it.each([
    [
      'Tu-Fr 09:30-18:00; Th 09:00-20:00; Sa 08:30-16:30; PH off',
      'tu 09:30-18:00, we 09:30-18:00, th 09:00-20:00, fr 09:30-18:00, sa 08:30-16:30',
    ],
    ['24/7', same(DAYS, '00:00-24:00')],
    ['Mo-Su 00:00-24:00', same(DAYS, '00:00-24:00')],
    ['Mo-Fr 9-18', same(WORKDAYS, '09:00-18:00')],
    ['mo-fr 09.00-18.00 Uhr', same(WORKDAYS, '09:00-18:00')],
    ['Mon-Fri 9am-5pm', same(WORKDAYS, '09:00-17:00')],
    ['Mo, We, Fr 10:00-12:00', same('mo we fr', '10:00-12:00')],
    ['Fr-Mo 10:00-12:00', same('mo fr sa su', '10:00-12:00')],
    ['Mo-Fr 10:00-12:00,11:00-15:00', same(WORKDAYS, '10:00-15:00')],
    ['Mo-Fr 09:00-18:00; We off', same('mo tu th fr', '09:00-18:00')],
    ['Mo-Fr 09:00-18:00; Sa closed "renovation"', same(WORKDAYS, '09:00-18:00')],
  ])('%s', (tag, expected) => expect(week(tag)).toBe(expected));

  it('turn what lies between the hours of a day into breaks', () => {
    expect(week('Mo-Tu 09:00-13:00,14:00-19:00')).toBe(same('mo tu', '09:00-19:00 (13:00-14:00)'));
    expect(week('Mo 08:00-10:00,11:00-12:00,13:00-15:00,16:00-18:00')).toBe(
      'mo 08:00-18:00 (10:00-11:00) (12:00-13:00) (15:00-16:00)',
    );
    expect(week('Mo-Tu 08:00-17:00; Tu 12:00-13:00 off')).toBe('mo 08:00-17:00, tu 08:00-17:00 (12:00-13:00)');
  });

  it('are divided at midnight', () => {
    expect(week('Fr 20:00-02:00')).toBe('fr 20:00-24:00, sa 00:00-02:00');
    expect(week('Fr 20:00-26:00')).toBe('fr 20:00-24:00, sa 00:00-02:00');
    expect(week('Su 22:00-01:00')).toBe('mo 00:00-01:00, su 22:00-24:00');
    expect(week('Fr 20:00-02:00, Sa 09:00-17:00')).toBe('fr 20:00-24:00, sa 00:00-17:00 (02:00-09:00)');
    expect(week('Mo 18:00-24:00, Tu 00:00-03:00')).toBe('mo 18:00-24:00, tu 00:00-03:00');
  });

  it('use a fixed sun that rises at six and sets at six', () => {
    expect(week('sunrise-sunset')).toBe(same(DAYS, '06:00-18:00'));
    expect(week('Mo 09:00-sunset')).toBe('mo 09:00-18:00');
  });

  it('are the hours of an ordinary week when the weeks differ', () => {
    const summer = same(WORKDAYS, '09:00-18:00');
    expect(week('Apr-Oct: Mo-Fr 09:00-18:00; Nov-Mar: Mo-Fr 10:00-16:00')).toBe(summer);
    expect(week('Nov-Mar: Mo-Fr 10:00-16:00; Apr-Oct: Mo-Fr 09:00-18:00')).toBe(summer);
    expect(week('Mo-Fr 09:00-18:00; Jul 10:00-14:00; Dec 24-31 off')).toBe(summer);
    expect(week('week 1-53/2 Mo 10:00-18:00; week 2-52/2 Tu 10:00-18:00')).toBe('tu 10:00-18:00');
    expect(week('Mo-Fr 09:00-18:00; Mo[1] off')).toBe(summer);
    expect(week('Mo-Fr 09:00-18:00; easter -2 days off')).toBe(summer);
    expect(week('Mo-Fr 09:00-18:00; SH Mo-Fr 10:00-12:00')).toBe(summer);
  });

  it('are kept where they are by appointment, and given up where there is nothing but the appointment', () => {
    expect(week('Mo-Fr 09:00-18:00 "by appointment"')).toBe(same(WORKDAYS, '09:00-18:00'));
    expect(week('Mo 09:00-17:00; Tu 10:00-12:00 "ring first"')).toBe('mo 09:00-17:00, tu 10:00-12:00');
    expect(week('Mo-Fr 09:00-17:00 || "by appointment"')).toBe(same(WORKDAYS, '09:00-17:00'));
    expect(week('Mo-Fr 09:00-17:00; Sa "by appointment"')).toBe(same(WORKDAYS, '09:00-17:00'));
  });

  it('have no guessed end', () => {
    expect(week('Mo-Fr 09:00-18:00+')).toBe(same(WORKDAYS, '09:00-18:00'));
    expect(week('Mo-Fr 09:00-18:00; Sa 09:00+')).toBe(same(WORKDAYS, '09:00-18:00'));
  });

  it.each([
    '',
    ' ',
    'off',
    'closed',
    'open',
    'unknown',
    'by appointment',
    '"on appointment"',
    'Mo-Fr',
    'Mo-Fr "by appointment"',
    '09:00+',
    'ask inside',
    'see https://example.org/2',
    'Mo-Fr 25:00-30:00',
    'Mo-Fr 09:00-',
    'Monday to Friday 9 to 5',
    'Mo-Fr 09:00-05:00',
    'Mo-Fr 09:00-09:00',
    '2019 Mo-Fr 09:00-17:00',
    'Mo-Fr 09:00-18:00 closed',
    'ラーメン 9',
    '💈 9-5 💈',
    '\u0000',
    '0',
    '-1',
    '99:99-99:99',
  ])('are unknown, not wrong, when the tag says %j', (tag) => expect(read(tag, BRISTOL)).toBeUndefined());
});
