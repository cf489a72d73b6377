import { asked, hours, minute, shown, span, starts, utc } from '../../../../test/support/slot-query.ts';
import { openSlots } from './open-slots.ts';

describe('when clocks go forward', () => {
  test('Los Angeles, 8 March: the hour from two to three is not offered', () => {
    const query = asked('America/Los_Angeles', '2026-03-08', '01:00-05:00');
    expect(starts(query)).toBe('01:00 01:30 03:00 03:30 04:00');
    expect(utc(query)).toBe('09:00 09:30 10:00 10:30 11:00');
  });

  test('an hour’s visit from 01:30 is over when the clock shows 03:30', () => {
    const slot = openSlots(asked('America/Los_Angeles', '2026-03-08', '01:00-05:00'))[1]!;
    expect([slot.end - slot.start, shown('America/Los_Angeles', slot.end)]).toEqual([60, '03:30']);
  });

  test('hours that begin in the skipped hour begin at three', () => {
    expect(starts(asked('America/Los_Angeles', '2026-03-08', '02:30-05:00'))).toBe('03:00 03:30 04:00');
  });

  test('hours within the skipped hour offer nothing', () => {
    expect(starts(asked('America/Los_Angeles', '2026-03-08', '02:00-03:00'))).toBe('');
  });

  test('a break in the skipped hour does not divide the morning', () => {
    expect(starts(asked('America/Los_Angeles', '2026-03-08', '01:30-04:00, 02:00-03:00'))).toBe('01:30 03:00');
  });

  test('Auckland, 27 September', () => {
    expect(starts(asked('Pacific/Auckland', '2026-09-27', '01:00-05:00'))).toBe('01:00 01:30 03:00 03:30 04:00');
  });

  test('Lord Howe, 4 October: half an hour is skipped', () => {
    expect(starts(asked('Australia/Lord_Howe', '2026-10-04', '01:00-04:00'))).toBe('01:00 01:30 02:30 03:00');
  });

  test('Beirut, 29 March: the day begins at one', () => {
    expect(starts(asked('Asia/Beirut', '2026-03-29', { sunday: hours('00:00-03:00') }))).toBe('01:00 01:30 02:00');
  });

  test('Apia skipped Friday 30 December 2011: Thursday night runs on into Saturday', () => {
    const weekly = { thursday: hours('23:00-24:00'), friday: hours('09:00-17:00'), saturday: hours('00:00-01:00') };
    expect(starts(asked('Pacific/Apia', '2011-12-29', weekly, { to: minute('2012-01-01T00:00Z') }))).toBe(
      '23:00 23:30 00:00',
    );
  });
});

describe('when clocks go back', () => {
  const half = { duration: 30 };

  test('Los Angeles, 1 November: both hours from one to two are offered, each instant once', () => {
    const query = asked('America/Los_Angeles', '2026-11-01', '00:30-03:00', half);
    expect(starts(query)).toBe('00:30 01:00 01:30 01:00 01:30 02:00 02:30');
    expect(utc(query)).toBe('07:30 08:00 08:30 09:00 09:30 10:00 10:30');
  });

  test('hours from 01:30 are shut while the clock shows 01:00 to 01:30 again', () => {
    const query = asked('America/Los_Angeles', '2026-11-01', '01:30-03:00', half);
    expect(utc(query)).toBe('08:30 09:30 10:00 10:30');
    expect(utc({ ...query, duration: 60 })).toBe('09:30 10:00');
  });

  test('a break in the repeated hour is kept both times', () => {
    expect(starts(asked('America/Los_Angeles', '2026-11-01', '01:00-03:00, 01:00-01:30', half))).toBe(
      '01:30 01:30 02:00 02:30',
    );
  });

  test('time that is taken in the first hour is still free in the repeated hour', () => {
    const busy = [span('2026-11-01T08:00Z', '2026-11-01T09:00Z')];
    expect(utc(asked('America/Los_Angeles', '2026-11-01', '01:00-02:00', { ...half, busy }))).toBe('09:00 09:30');
  });

  test('an hour’s visit from the first 01:30 is over at the second', () => {
    const [, , slot] = openSlots(asked('America/Los_Angeles', '2026-11-01', '00:30-03:00'));
    expect([slot!.end - slot!.start, shown('America/Los_Angeles', slot!.end)]).toEqual([60, '01:30']);
  });

  test('Auckland, 5 April', () => {
    expect(starts(asked('Pacific/Auckland', '2026-04-05', '01:30-03:30', half))).toBe(
      '01:30 02:00 02:30 02:00 02:30 03:00',
    );
  });

  test('Lord Howe, 5 April: half an hour comes twice', () => {
    expect(starts(asked('Australia/Lord_Howe', '2026-04-05', '01:00-02:30', half))).toBe('01:00 01:30 01:30 02:00');
  });

  test('São Paulo, 17 February 2018: Saturday’s last hour came twice', () => {
    const query = asked(
      'America/Sao_Paulo',
      '2018-02-17',
      { saturday: hours('22:30-24:00') },
      { ...half, to: minute('2018-02-19T00:00Z') },
    );
    expect(starts(query)).toBe('22:30 23:00 23:30 23:00 23:30');
  });

  test('St John’s, 7 November 2010: a minute past midnight it was Saturday again', () => {
    const weekly = { saturday: hours('23:00-24:00'), sunday: hours('00:00-01:00') };
    const query = asked('America/St_Johns', '2010-11-06', weekly, { to: minute('2010-11-08T00:00Z') });
    expect(starts(query)).toBe('23:00 23:30 00:00 23:30 00:00');
    expect(utc(query)).toBe('01:30 02:00 02:30 03:00 03:30');
  });
});

describe('a zone off the full hour', () => {
  test('Kathmandu: nine o’clock is 03:15 UTC, and the grid is the barber’s clock', () => {
    const query = asked('Asia/Kathmandu', '2026-06-15', '09:00-11:00');
    expect(starts(query)).toBe('09:00 09:30 10:00');
    expect(utc(query)).toBe('03:15 03:45 04:15');
  });
});
