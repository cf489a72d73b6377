import { centroidOf } from './centroid.ts';

const square = (west: number, south: number, size: number) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

describe('The place of a shop', () => {
  it('is the point itself, whatever its altitude', () => {
    expect(centroidOf({ type: 'Point', coordinates: [-2.59, 51.45] })).toEqual([-2.59, 51.45]);
    expect(centroidOf({ type: 'Point', coordinates: [-2.59, 51.45, 12, 7] })).toEqual([-2.59, 51.45]);
    expect(centroidOf({ type: 'Point', coordinates: [-2.59, 51.45, null] })).toEqual([-2.59, 51.45]);
    expect(centroidOf({ type: 'Point', coordinates: [-180, 90] })).toEqual([-180, 90]);
  });

  it('is the centre of mass of a building, not the mean of its corners', () => {
    // Many corners on the west side must not move the centre to the west.
    const ring = [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
      [0, 3],
      [0, 2],
      [0, 1],
      [0, 0],
    ];
    expect(centroidOf({ type: 'Polygon', coordinates: [ring] })).toEqual([2, 2]);
    expect(centroidOf({ type: 'Polygon', coordinates: [ring.toReversed()] })).toEqual([2, 2]);
    expect(centroidOf({ type: 'Polygon', coordinates: [ring.slice(0, -1)] })).toEqual([2, 2]);
  });

  it('leaves out courtyards, whichever way round they are drawn', () => {
    const [outer, court] = [square(0, 0, 4), square(2, 1, 2)];
    const expected = [(16 * 2 - 4 * 3) / 12, (16 * 2 - 4 * 2) / 12].map((x) => Math.round(x * 1e7) / 1e7);
    expect(centroidOf({ type: 'Polygon', coordinates: [outer, court] })).toEqual(expected);
    expect(centroidOf({ type: 'Polygon', coordinates: [outer, court.toReversed()] })).toEqual(expected);
  });

  it('weighs the parts of a multipolygon by their area', () => {
    expect(
      centroidOf({ type: 'MultiPolygon', coordinates: [[square(0, 0, 2)], [square(10, 0, 2).toReversed()]] }),
    ).toEqual([6, 1]);
    expect(centroidOf({ type: 'MultiPolygon', coordinates: [[square(0, 0, 3)], [square(10, 0, 1)]] })).toEqual([
      2.4, 1.4,
    ]);
  });

  it('is the middle of a line by its length', () => {
    expect(
      centroidOf({
        type: 'LineString',
        coordinates: [
          [0, 0],
          [1, 0],
          [4, 0],
        ],
      }),
    ).toEqual([2, 0]);
    expect(
      centroidOf({
        type: 'MultiLineString',
        coordinates: [
          [
            [0, 0],
            [2, 0],
          ],
          [
            [10, 0],
            [12, 0],
          ],
        ],
      }),
    ).toEqual([6, 0]);
  });

  it('lets areas count before lines, and lines before points', () => {
    const point = { type: 'Point', coordinates: [9, 9] };
    const line = {
      type: 'LineString',
      coordinates: [
        [5, 5],
        [7, 5],
      ],
    };
    const area = { type: 'Polygon', coordinates: [square(0, 0, 2)] };
    expect(centroidOf({ type: 'GeometryCollection', geometries: [point, line, area] })).toEqual([1, 1]);
    expect(
      centroidOf({
        type: 'GeometryCollection',
        geometries: [point, { type: 'GeometryCollection', geometries: [line] }],
      }),
    ).toEqual([6, 5]);
    expect(
      centroidOf({
        type: 'MultiPoint',
        coordinates: [
          [0, 0],
          [2, 4],
        ],
      }),
    ).toEqual([1, 2]);
  });

  it('is the mean of the corners where there is no area', () => {
    expect(
      centroidOf({
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [1, 1],
            [1, 1],
            [1, 1],
          ],
        ],
      }),
    ).toEqual([1, 1]);
    expect(
      centroidOf({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [4, 0],
            [2, 0],
            [0, 0],
          ],
        ],
      }),
    ).toEqual([2, 0]);
    expect(
      centroidOf({
        type: 'LineString',
        coordinates: [
          [3, 3],
          [3, 3],
        ],
      }),
    ).toEqual([3, 3]);
  });

  it('stays within a shape that crosses itself', () => {
    const bowTie = [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2.0001],
      [0, 0],
    ];
    const [lng, lat] = centroidOf({ type: 'Polygon', coordinates: [bowTie] }) as [number, number];
    expect(lng >= 0 && lng <= 2 && lat >= 0 && lat <= 2.0001).toBe(true);
  });

  it('keeps together what the antimeridian divides', () => {
    const ring = [
      [179.9, -17],
      [-179.9, -17],
      [-179.9, -16],
      [179.9, -16],
      [179.9, -17],
    ];
    const [lng, lat] = centroidOf({ type: 'Polygon', coordinates: [ring] }) as [number, number];
    expect(Math.abs(lng)).toBe(180);
    expect(lat).toBe(-16.5);
    expect(
      centroidOf({
        type: 'LineString',
        coordinates: [
          [179, 0],
          [-177, 0],
        ],
      }),
    ).toEqual([-179, 0]);
  });

  it('loses nothing in a building of a few metres far from the origin', () => {
    expect(centroidOf({ type: 'Polygon', coordinates: [square(179.5, -33.5, 0.0002)] })).toEqual([179.5001, -33.4999]);
  });

  it.each([
    undefined,
    null,
    'POINT(0 0)',
    { type: 'Point', coordinates: [] },
    { type: 'Polygon', coordinates: [] },
    { type: 'Polygon', coordinates: [[]] },
    { type: 'GeometryCollection', geometries: [] },
    { type: 'GeometryCollection', geometries: [null] },
  ])('is unknown without a geometry: %j', (geometry) => expect(centroidOf(geometry)).toBe('no-geometry'));

  it.each([
    { type: 'Point', coordinates: [181, 0] },
    { type: 'Point', coordinates: [0, -90.5] },
    { type: 'Point', coordinates: ['-2.59', '51.45'] },
    { type: 'Point', coordinates: [null, 51.45] },
    { type: 'Point', coordinates: [-2.59] },
    { type: 'Point', coordinates: { lat: 1, lng: 2 } },
    { type: 'Point' },
    {
      type: 'Polygon',
      coordinates: [
        [0, 0],
        [1, 1],
      ],
    },
    {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [Infinity, 1],
      ],
    },
    { type: 'GeometryCollection' },
    { type: 'Circle', coordinates: [0, 0] },
    {},
  ])('is refused when it is malformed or not on earth: %j', (geometry) => {
    expect(centroidOf(geometry)).toBe('invalid-coordinates');
  });
});
