import type { Db } from 'mongodb';
import type { Reply, Wire } from './wire.ts';

const PASSWORD = 'Correct-horse-1';
const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DAY = 86_400_000;
const CATALOGUE = [30, 45, 90].map((duration) => ({ name: `Visit of ${duration} minutes`, duration }));

export interface Person {
  id: string;
  email: string;
  token: string;
}

export interface StormBarber extends Person {
  barberId: string;
  timezone: string;
  /** Minutes. */
  buffers: { before: number; after: number };
  services: { id: string; duration: number }[];
  /** Every open start without bookings, for visits of any length up to all services together. */
  starts: number[];
}

/** In these zones, UTC midnight is in the afternoon, at noon, at night, and between quarters. Buffers and modes differ. */
export const FIVE_SHOPS = [
  { timezone: 'Europe/London', buffers: { before: 0, after: 0 }, requestMode: 'manual' },
  { timezone: 'America/Los_Angeles', buffers: { before: 10, after: 5 }, requestMode: 'manual' },
  { timezone: 'Pacific/Auckland', buffers: { before: 0, after: 15 }, requestMode: 'manual' },
  { timezone: 'Asia/Kathmandu', buffers: { before: 5, after: 0 }, requestMode: 'instant' },
  { timezone: 'Europe/Berlin', buffers: { before: 15, after: 15 }, requestMode: 'manual' },
];

/** Shops that are open all day, every day, so that only the gate says no. Everything goes through the public interface. */
export async function openShops(wire: Wire, db: Db, shops = FIVE_SHOPS): Promise<StormBarber[]> {
  const admin = await signUpAdmin(wire, db);
  const services: { id: string; duration: number; price: object }[] = [];
  for (const { name, duration } of CATALOGUE) {
    const price = { amount: duration * 100, currency: 'GBP' };
    const { body } = await must(
      wire.post('/services', { token: admin.token, body: { name, duration, price, category: 'hair' } }),
    );
    services.push({ id: body.id, duration, price });
  }
  return Promise.all(shops.map((shop) => openShop(wire, admin, services, shop)));
}

async function openShop(
  wire: Wire,
  admin: Person,
  services: { id: string; duration: number; price: object }[],
  profile: (typeof FIVE_SHOPS)[number],
): Promise<StormBarber> {
  const person = await signUp(wire, 'barber');
  const { token } = person;
  const put = (path: string, body: unknown) => must(wire.send('PUT', `/barbers/me/${path}`, { token, body }));
  const location = { type: 'Point', coordinates: [-2.5879, 51.4545] };
  await must(wire.send('PATCH', '/barbers/me', { token, body: { location, address: '1 Corn Street', ...profile } }));
  await put(
    'services',
    services.map(({ id, ...service }) => ({ serviceId: id, ...service })),
  );
  const allDay = { isAvailable: true, startTime: '00:00', endTime: '24:00', breaks: [] };
  await put('availability', Object.fromEntries(WEEK.map((day) => [day, allDay])));
  await must(wire.post(`/admin/verifications/${person.id}/approve`, { token: admin.token, body: {} }));
  const { body } = await must(wire.get('/barbers/me', { token }));
  const starts = await offeredStarts(
    wire,
    body.id,
    services.map(({ id }) => id),
  );
  return { ...person, ...profile, barberId: body.id, services, starts };
}

/** Returns open starts from the day after tomorrow, for as many days as one request may ask for. */
async function offeredStarts(wire: Wire, barberId: string, serviceIds: string[]): Promise<number[]> {
  const from = Math.floor(Date.now() / DAY) * DAY + 2 * DAY;
  const range = `from=${new Date(from).toISOString()}&to=${new Date(from + 61 * DAY).toISOString()}`;
  const { body } = await must(
    wire.get(`/barbers/${barberId}/availability?${range}&serviceIds=${serviceIds.join(',')}`),
  );
  const starts = (body.slots as { startAt: string }[]).map(({ startAt }) => Date.parse(startAt));
  if (starts.length < 60 * 90) throw new Error(`a shop that never closes offers only ${starts.length} starts`);
  return starts;
}

/** Signs up customers in batches, because each account costs a password hash. */
export async function signUpCustomers(wire: Wire, count: number): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < count) {
    const batch = Math.min(50, count - people.length);
    people.push(...(await Promise.all(Array.from({ length: batch }, () => signUp(wire, 'customer')))));
  }
  return people;
}

let serial = 0;

async function signUp(wire: Wire, role: 'customer' | 'barber'): Promise<Person> {
  const email = `${role}-${++serial}@storm.test`;
  const { body } = await must(
    wire.post('/auth/signup', { body: { email, password: PASSWORD, name: `${role} ${serial}`, role } }),
  );
  return { id: body.user.id, email, token: body.accessToken };
}

/** Makes an admin in the database and signs in again, because there is no public way to become an admin. */
async function signUpAdmin(wire: Wire, db: Db): Promise<Person> {
  const { id, email } = await signUp(wire, 'customer');
  await db.collection<{ _id: string }>('users').updateOne({ _id: id }, { $set: { role: 'admin' } });
  const { body } = await must(wire.post('/auth/signin', { body: { email, password: PASSWORD } }));
  return { id, email, token: body.accessToken };
}

export async function must(answer: Promise<Reply>): Promise<Reply> {
  const reply = await answer;
  if (reply.status < 200 || reply.status > 299)
    throw new Error(`answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply;
}
