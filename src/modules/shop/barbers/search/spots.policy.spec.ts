import { bySpot, isAfter, ringStart, settledAt } from './spots.policy.ts';
import type { Spot } from './search.types.ts';

const spot = (metres: number, id: string): Spot => ({ metres, id });

describe('the order of a search', () => {
  test('is by whole metres, then by id', () => {
    const spots = [spot(7, 'b'), spot(10, 'a'), spot(7, 'a'), spot(0, 'z')];
    expect(spots.sort(bySpot)).toEqual([spot(0, 'z'), spot(7, 'a'), spot(7, 'b'), spot(10, 'a')]);
  });

  test('a page continues after the last barber of the previous page', () => {
    expect(isAfter(spot(7, 'b'), spot(7, 'a'))).toBe(true);
    expect(isAfter(spot(7, 'a'), spot(7, 'a'))).toBe(false);
    expect(isAfter(spot(6, 'z'), spot(7, 'a'))).toBe(false);
    expect(isAfter(spot(0, 'a'), undefined)).toBe(true);
  });
});

describe('reading by distance', () => {
  test('begins early enough for everything that is rounded to the metre', () => {
    for (const metres of [0, 1, 42, 5_000]) {
      expect(ringStart(metres)).toBeLessThanOrEqual(Math.max(0, metres - 0.5));
      expect(ringStart(metres)).toBeGreaterThanOrEqual(0);
    }
  });

  test('settles a metre only when nothing nearer than its upper edge can still come', () => {
    expect(settledAt(100.6)).toBe(100);
    expect(settledAt(100.4)).toBe(99);
    // At the exact edge the distances of this program and of the database may disagree.
    expect(settledAt(100.5)).toBe(99);
    expect(settledAt(0)).toBe(-1);
    for (const distance of [0.1, 3.49, 3.5, 3.51, 77.77, 4_999.999])
      expect(Math.round(distance)).toBeGreaterThan(settledAt(distance));
  });
});
