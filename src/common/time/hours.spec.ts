import { hoursProblems, openMinutes, wallMinutes } from './hours.ts';

const span = (startTime: string, endTime: string) => ({ startTime, endTime });
const day = (startTime: string, endTime: string, ...breaks: ReturnType<typeof span>[]) => ({
  ...span(startTime, endTime),
  breaks,
});
const problems = (...input: Parameters<typeof day>) =>
  hoursProblems(day(...input)).map(({ path, message }) => `${path.join('.')} ${message}`);

describe('a time of day', () => {
  test('runs from 00:00 to 24:00', () => {
    expect(['00:00', '09:30', '23:59', '24:00'].map(wallMinutes)).toEqual([0, 570, 1_439, 1_440]);
  });

  test.each(['', '9:00', '09:60', '24:01', '25:00', '09:00:00', '-1:00', '09.00', ' 09:00', '09:00\n', '٠٩:٠٠'])(
    '%j is none',
    (time) => expect(wallMinutes(time)).toBeUndefined(),
  );
});

describe('hours as a barber may enter them', () => {
  test('in order: breaks may touch each other and the edges', () => {
    expect(problems('09:00', '17:00')).toEqual([]);
    expect(problems('00:00', '24:00', span('12:00', '13:00'), span('13:00', '13:30'))).toEqual([]);
    expect(problems('09:00', '17:00', span('16:00', '17:00'), span('09:00', '09:15'))).toEqual([]);
  });

  test('the end must come after the start', () => {
    expect(problems('17:00', '09:00')).toEqual(['endTime must be after startTime']);
    expect(problems('09:00', '09:00')).toEqual(['endTime must be after startTime']);
    expect(problems('09:00', '17:00', span('13:00', '12:00'))).toEqual(['breaks.0.endTime must be after startTime']);
  });

  test('a break must lie inside the hours', () => {
    expect(problems('09:00', '17:00', span('08:59', '10:00'), span('16:00', '17:01'))).toEqual([
      'breaks.0 must lie inside the hours',
      'breaks.1 must lie inside the hours',
    ]);
  });

  test('breaks must not overlap; the later one is named', () => {
    expect(problems('09:00', '17:00', span('12:00', '13:00'), span('11:00', '12:01'))).toEqual([
      'breaks.1 must not overlap another break',
    ]);
    expect(problems('09:00', '17:00', span('12:00', '13:00'), span('12:00', '13:00'))).toHaveLength(1);
  });

  test('every malformed time is named at once', () => {
    expect(problems('9am', '17:00', span('12:00', '1300'))).toEqual([
      'startTime must be HH:MM from 00:00 to 24:00',
      'breaks.0.endTime must be HH:MM from 00:00 to 24:00',
    ]);
  });
});

describe('what is open of a day', () => {
  test('is the hours less the breaks, in order', () => {
    expect(openMinutes(day('09:00', '17:00', span('15:00', '15:30'), span('12:00', '13:00')))).toEqual([
      { start: 540, end: 720 },
      { start: 780, end: 900 },
      { start: 930, end: 1_020 },
    ]);
  });

  test('is nothing on a closed or absent day', () => {
    expect([openMinutes(undefined), openMinutes({ closed: true })]).toEqual([[], []]);
  });

  test('leaves no empty piece beside a break at the edge, and takes overlapping breaks together', () => {
    expect(openMinutes(day('09:00', '12:00', span('09:00', '10:00'), span('11:00', '12:00')))).toEqual([
      { start: 600, end: 660 },
    ]);
    expect(openMinutes(day('09:00', '12:00', span('09:30', '11:00'), span('10:00', '10:30')))).toEqual([
      { start: 540, end: 570 },
      { start: 660, end: 720 },
    ]);
  });
});
