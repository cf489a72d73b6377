import { createHoursReader, type ReadHours } from './opening-hours.ts';

const BRISTOL = { zone: 'Europe/London' };
let read: ReadHours;
beforeAll(async () => void (read = await createHoursReader(2026)));

describe('Rules about public holidays', () => {
  const germany = { zone: 'Europe/Berlin' };

  it('become exceptions of this year and the next', () => {
    const { exceptions, droppedHolidayRules } = read('Mo-Sa 09:00-18:00; PH off', germany)!;
    expect(exceptions).toContainEqual({ date: '2026-12-25', closed: true });
    expect(exceptions).toContainEqual({ date: '2027-05-17', closed: true }); // Whit Monday
    expect(exceptions.every(({ date }) => /^202[67]-/.test(date))).toBe(true);
    expect(droppedHolidayRules).toBe(0);
  });

  it('leave out holidays on which the shop is closed anyway', () => {
    const dates = (tag: string) => read(tag, germany)!.exceptions.map(({ date }) => date);
    expect(dates('Mo-Fr 09:00-18:00; PH off')).not.toContain('2026-12-26'); // a Saturday
    expect(dates('Mo-Sa 09:00-18:00; PH off')).toContain('2026-12-26');
    expect(dates('Mo-Fr 09:00-18:00')).toEqual([]);
  });

  it('may give other hours, or open on days that are usually closed', () => {
    expect(read('Mo-Fr 10:00-18:00; PH 11:00-12:00,13:00-14:00', germany)!.exceptions).toContainEqual({
      date: '2026-12-25',
      startTime: '11:00',
      endTime: '14:00',
      breaks: [{ startTime: '12:00', endTime: '13:00' }],
    });
    expect(read('PH,Mo-Fr 10:00-18:00', germany)!.exceptions).toContainEqual({
      date: '2026-12-26',
      startTime: '10:00',
      endTime: '18:00',
      breaks: [],
    });
  });

  it('give the same result in the fast way of reading and in the slow way', () => {
    const short = read('Mo-Fr 09:00-18:00; Su,PH off', germany)!.exceptions;
    expect(read('PH off; Mo-Fr 09:00-18:00; PH,Su off "really"', germany)!.exceptions).toEqual(short);
  });

  it('count only where the whole country has the holiday', () => {
    const { exceptions } = read('Mo-Su 09:00-18:00; PH off', BRISTOL)!;
    const dates = exceptions.map(({ date }) => date);
    expect(dates).toContain('2026-04-03'); // Good Friday
    expect(dates).not.toContain('2026-04-06'); // Easter Monday is no holiday in Scotland
    expect(dates).not.toContain('2026-11-30'); // St Andrew's Day is a holiday only in Scotland
  });

  it('belong to the country of the address, otherwise to the country of the time zone', () => {
    const frenchDay = { date: '2026-07-14', closed: true };
    expect(read('Mo-Fr 09:00-18:00; PH off', { zone: 'Europe/Paris' })!.exceptions).toContainEqual(frenchDay);
    expect(read('Mo-Fr 09:00-18:00; PH off', { zone: 'Europe/London', country: 'fr' })!.exceptions).toContainEqual(
      frenchDay,
    );
    expect(read('Mo-Fr 09:00-18:00; PH off', germany)!.exceptions).not.toContainEqual(frenchDay);
  });

  it('are dropped and counted where the holidays are not known, and the other hours are kept', () => {
    const india = { zone: 'Asia/Kolkata' };
    expect(read('Mo-Fr 09:00-18:00; PH off; SH 10:00-12:00', india)).toMatchObject({
      exceptions: [],
      droppedHolidayRules: 2,
    });
    expect(read('Mo-Fr 09:00-18:00; PH off', india)!.weekly).toEqual(read('Mo-Fr 09:00-18:00', india)!.weekly);
    expect(read('Mo-Fr 09:00-18:00; SH off', germany)!.droppedHolidayRules).toBe(1);
    expect(read('Mo-Fr 09:00-18:00; PH -1 day 09:00-12:00', germany)!.droppedHolidayRules).toBe(1);
    expect(read('Mo-Fr 09:00-18:00 "PH too"; Sa 10:00-12:00', germany)!.droppedHolidayRules).toBe(0);
  });
});
