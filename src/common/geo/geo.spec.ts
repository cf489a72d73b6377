import fc from 'fast-check';
import { distanceBetween, snapToGrid, type Position } from './geo.ts';

const METRE = 1 / 111_319;

/** Returns the place that lies this many metres to the east and to the north. */
const moved = ([lng, lat]: Position, east: number, north: number): Position => [
  lng + (east * METRE) / Math.cos((lat * Math.PI) / 180),
  lat + north * METRE,
];

describe('the place that is shown instead of a home', () => {
  it.each<[string, Position, Position]>([
    ['Bristol', [-2.5879, 51.4545], [-2.5880469, 51.4535522]],
    ['another house of the same streets', [-2.5861, 51.4549], [-2.5880469, 51.4535522]],
    ['the next streets', [-2.5841, 51.4549], [-2.580839, 51.4535522]],
    ['Quito, south of the equator by some streets', [-78.4678, -0.1807], [-78.4690601, -0.1819099]],
    ['Sydney', [151.2093, -33.8688], [151.2113038, -33.8689285]],
    ['Tromsø, where degrees of longitude are short', [18.9553, 69.6492], [18.9560101, 69.6490338]],
    ['where both numbers are 0', [0, 0], [-0.0012764, 0.0022458]],
  ])('%s: %j is shown as %j', (_where, home, shown) => expect(snapToGrid(home)).toEqual(shown));

  it('is the same for every home of a square 500 metres wide and high, anywhere', () => {
    const anywhere = fc.record({
      lng: fc.double({ min: -179, max: 179, noNaN: true }),
      lat: fc.double({ min: -80, max: 80, noNaN: true }),
      east: fc.integer({ min: -249, max: 249 }),
      north: fc.integer({ min: -249, max: 249 }),
    });
    fc.assert(
      fc.property(anywhere, ({ lng, lat, east, north }) => {
        const shown = snapToGrid([lng, lat]);
        expect(snapToGrid(moved(shown, east, north))).toEqual(shown);
      }),
    );
  });

  it('is near enough to be found: at most half a diagonal away', () => {
    const places = fc.tuple(
      fc.double({ min: -179, max: 179, noNaN: true }),
      fc.double({ min: -80, max: 80, noNaN: true }),
    );
    fc.assert(fc.property(places, (home) => expect(distanceBetween(home, snapToGrid(home))).toBeLessThan(355)));
  });

  it('is coarser when the square is larger', () => {
    const [home, otherHome]: Position[] = [
      [-2.5879, 51.4545],
      [-2.5841, 51.4549],
    ];
    expect(snapToGrid(home!, 5_000)).toEqual(snapToGrid(otherHome!, 5_000));
  });

  it.each([179.9982, 179.9999, 180])('west of the date line is no narrower square: longitude %d', (lng) => {
    expect(snapToGrid([lng, -16.8])).toEqual([179.9957524, -16.8008391]);
  });

  it.each<[Position]>([[[12, 90]], [[12, -90]], [[-180, 89.9999]], [[180, -89.9999]]])(
    'at a pole is still a place on earth: %j',
    (home) => {
      const [lng, lat] = snapToGrid(home);
      expect(Math.abs(lng)).toBeLessThanOrEqual(180);
      expect(Math.abs(lat)).toBeLessThanOrEqual(90);
    },
  );
});
