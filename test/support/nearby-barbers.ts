import { randomBytes } from 'node:crypto';
import type { Position } from '../../src/common/geo/geo.ts';
import { WEEKDAYS } from '../../src/common/time/hours.ts';
import type { Barber } from '../../src/modules/shop/barbers/barber.types.ts';
import { newBarber } from '../../src/modules/shop/barbers/new-barber.ts';
import { derive } from '../../src/modules/shop/barbers/bookability.ts';
import type { TestApp } from './app.ts';

/** Bristol. */
export const CENTRE: Position = [-2.5879, 51.4545];
export const allWeek = (startTime = '00:00', endTime = '24:00') =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, { startTime, endTime, breaks: [] }]));

/** Returns a random id, so that no result is right only because of the order of insertion. */
export const anyId = (): string => randomBytes(12).toString('hex');
export const offer = (serviceId: string, amount: number, duration = 30, name = 'Haircut') => ({
  serviceId,
  name,
  price: { amount, currency: 'GBP' },
  duration,
});
export const HAIRCUT = 'a'.repeat(24);
export const BEARD = 'b'.repeat(24);

type Given = Partial<Omit<Barber, 'location'>> & { at?: Position; location?: null };

/** Returns the database record of an approved shop that is always open. */
export function barberAt({ at = CENTRE, ...given }: Given = {}): Barber {
  const id = given.id ?? anyId();
  const facts = newBarber({
    name: `Shop ${id.slice(0, 6)}`,
    createdAt: new Date(),
    userId: anyId(),
    approved: true,
    timezone: 'Europe/London',
    location: { type: 'Point', coordinates: at },
    services: [offer(HAIRCUT, 3_500)],
    availability: allWeek(),
    ...given,
    id,
  });
  return { ...facts, ...derive(facts), ...given, id };
}

/** Inserts many barbers at once, without the services. Returns their ids. */
export async function addBarbers(app: Pick<TestApp, 'db'>, barbers: Barber[]): Promise<string[]> {
  const rows = barbers.map(({ id, ...barber }) =>
    Object.fromEntries(Object.entries({ _id: id, ...barber }).filter(([, value]) => value !== undefined)),
  );
  if (rows.length) await app.db.collection('barbers').insertMany(rows);
  return barbers.map(({ id }) => id);
}

export const addBarber = async (app: Pick<TestApp, 'db'>, given: Given = {}): Promise<string> =>
  (await addBarbers(app, [barberAt(given)]))[0]!;

/** Returns the place that lies this many metres east and north of the centre. It is accurate enough for tests. */
export const shifted = (metresEast: number, metresNorth = 0, [lng, lat]: Position = CENTRE): Position => {
  const degree = (6_378_100 * Math.PI) / 180;
  return [lng + metresEast / degree / Math.cos((lat * Math.PI) / 180), lat + metresNorth / degree];
};

export const nearbyPath = (query: Record<string, unknown> = {}, [lng, lat]: Position = CENTRE): string => {
  const given = Object.entries({ lat, lng, ...query }).filter(([, value]) => value !== undefined);
  return `/barbers/nearby?${given.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}`;
};

/** Returns every item of a list, page by page. `between` runs after each page. */
export async function allPages(
  app: Pick<TestApp, 'http'>,
  query: Record<string, unknown>,
  { at = CENTRE, between = () => Promise.resolve() }: { at?: Position; between?: () => Promise<unknown> } = {},
): Promise<any[]> {
  const items = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await app.http.get(nearbyPath({ ...query, cursor }, at));
    if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
    items.push(...body.items);
    cursor = body.nextCursor ?? undefined;
    await between();
  } while (cursor);
  return items;
}
