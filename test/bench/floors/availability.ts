import type { Position } from '../../../src/common/geo/geo.ts';
import { calendarIds } from '../../../src/modules/shop/calendars/calendar-days.policy.ts';
import { serve, type Floor } from './floor.ts';

interface Window {
  from: string;
  to: string;
}

/** Reads the necessary documents and answers the same amount of JSON, without computing the open times. */
await serve((floor) => {
  floor.app.get<{ Params: { id: string }; Querystring: Window & { slots: string } }>(
    '/api/v1/barbers/:id/availability',
    async ({ params, query }) => {
      const [barber] = await Promise.all([
        floor.collection('barbers').findOne({ _id: params.id }),
        busyDays(floor, [params.id], query),
      ]);
      return { timezone: barber.timezone, slots: Array.from({ length: Number(query.slots) }, () => slot(query)) };
    },
  );
  floor.app.get<{ Querystring: Window & { lat: string; lng: string; limit: string } }>(
    '/api/v1/barbers/nearby',
    async ({ query }) => {
      const coordinates: Position = [Number(query.lng), Number(query.lat)];
      const $nearSphere = { $geometry: { type: 'Point', coordinates }, $maxDistance: 5_000 };
      const limit = Number(query.limit);
      const barbers = await floor
        .collection('barbers')
        .find(
          { publicLocation: { $nearSphere }, listed: true, bookable: true },
          { projection, limit, batchSize: limit },
        )
        .toArray();
      await busyDays(
        floor,
        barbers.map(({ _id }) => _id as string),
        query,
      );
      const items = barbers.map(({ availability: _hours, exceptions: _dates, ...shown }) => ({
        ...shown,
        nextSlot: slot(query),
      }));
      return { items, nextCursor: null };
    },
  );
});

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
const projection = Object.fromEntries(
  [...FIELDS, 'timezone', 'buffers', 'availability', 'exceptions'].map((field) => [field, 1]),
);

function busyDays({ collection }: Floor, barberIds: string[], { from, to }: Window) {
  const interval = { start: new Date(from), end: new Date(to) };
  const ids = barberIds.flatMap((id) => calendarIds(id, interval));
  return collection('calendars')
    .find({ _id: { $in: ids } }, { projection: { busy: 1 }, batchSize: 10_000 })
    .toArray();
}

const slot = ({ from, to }: Window) => ({ startAt: new Date(from).toISOString(), endAt: new Date(to).toISOString() });
