import { distanceBetween, type Position } from '../../../src/common/geo/geo.ts';
import { serve } from './floor.ts';

const FIELDS = [
  'publicLocation',
  'visits',
  'name',
  'rating',
  'reviewsCount',
  'isOnline',
  'bookable',
  'address',
  'services',
];
const projection = Object.fromEntries(FIELDS.map((field) => [field, 1]));

/** Runs one `$nearSphere` with a limit and computes distances, view and cursor. No validation, no ties, no filters. */
await serve(({ app, collection }) => {
  app.get<{ Querystring: { lat: string; lng: string; limit: string } }>('/api/v1/barbers/nearby', async ({ query }) => {
    const limit = Number(query.limit);
    const coordinates: Position = [Number(query.lng), Number(query.lat)];
    const $nearSphere = { $geometry: { type: 'Point', coordinates }, $maxDistance: 5_000 };
    const rows = await collection('barbers')
      .find({ publicLocation: { $nearSphere }, listed: true }, { projection, limit: limit + 1, batchSize: limit + 1 })
      .toArray();
    const items = rows.slice(0, limit).map((row) => view(row, coordinates));
    const last = items.at(-1);
    const nextCursor = rows.length > limit && last ? cursor([last.distance, last.id]) : null;
    return { items, nextCursor };
  });
});

function view({ _id, publicLocation, ...barber }: any, at: Position) {
  return {
    id: _id as string,
    ...barber,
    location: publicLocation,
    distance: Math.round(distanceBetween(at, publicLocation.coordinates)),
  };
}

const cursor = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url');
