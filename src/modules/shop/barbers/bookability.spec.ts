import { barberAt, CENTRE } from '../../../../test/support/nearby-barbers.ts';
import { distanceBetween } from '../../../common/geo/geo.ts';
import { derive } from './bookability.ts';

const corners = (barber: ReturnType<typeof barberAt>) => derive(barber).serviceArea!.coordinates[0]!;

describe('the place that is shown', () => {
  test('of a shop is exact', () => {
    expect(barberAt().publicLocation?.coordinates).toEqual(CENTRE);
    expect(barberAt({ visits: 'both' }).publicLocation?.coordinates).toEqual(CENTRE);
  });

  test('of a home-visit barber is the same for everybody in the same cell', () => {
    const [lng, lat] = barberAt({ visits: 'home' }).publicLocation!.coordinates;
    expect([lng, lat]).not.toEqual(CENTRE);
    for (const [east, north] of [
      [0.0005, 0],
      [0, 0.0005],
      [-0.0005, -0.0005],
    ] as const)
      expect(barberAt({ at: [lng + east, lat + north], visits: 'home' }).publicLocation!.coordinates).toEqual([
        lng,
        lat,
      ]);
  });
});

describe('the area in which a barber visits', () => {
  test('does not exist for a shop', () => expect(derive(barberAt()).serviceArea).toBeUndefined());

  test.each([0, 1, 5_000, 100_000])('of %d m holds the circle, even around a pole', (serviceRadius) => {
    for (const at of [CENTRE, [180, 0], [0, 90], [50, -90]] as [number, number][]) {
      const barber = barberAt({ at, visits: 'home', serviceRadius });
      const ring = corners(barber);
      const centre = barber.publicLocation!.coordinates;
      for (const corner of ring) expect(distanceBetween(centre, corner)).toBeGreaterThan(serviceRadius);
      expect(new Set(ring.map(String)).size).toBe(ring.length - 1);
    }
  });
});
