import { isPlausible } from './plausible.ts';

const now = new Date('2035-03-05T12:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000).toISOString();
/** A fix in metres north of a place and seconds from now. */
const fix = (metres: number, seconds: number) => ({ lat: 51.45 + metres / 111_318.8, lng: -2.6, at: at(seconds) });

describe('a fix', () => {
  it.each([
    ['first of all', fix(0, 0), undefined, true],
    ['whose clock is a minute behind', fix(0, -60), undefined, true],
    ['whose clock is more than a minute behind', fix(0, -61), undefined, false],
    ['whose clock is a minute ahead', fix(0, 60), undefined, true],
    ['whose clock is more than a minute ahead', fix(0, 61), undefined, false],
    ['690 m on after ten seconds', fix(690, 0), fix(0, -10), true],
    ['710 m on after ten seconds', fix(710, 0), fix(0, -10), false],
    ['sent twice', fix(5, 0), fix(5, 0), true],
    ['at the same instant somewhere else', fix(5, 0), fix(0, 0), false],
    ['from before the last one', fix(0, -2), fix(0, -1), false],
  ])('%s', (_what, one, last, expected) => {
    expect(isPlausible(one, last, now)).toBe(expected);
  });
});
