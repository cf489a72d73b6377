import type { TestApp } from './app.ts';
import type { HttpClient } from './http-client.ts';

export const PASSWORD = 'Correct-horse-1';
let serial = 0;

export interface Person {
  id: string;
  name: string;
  email: string;
  token: string;
  http: HttpClient;
}

/** Signs up a person through the public API. */
export async function signUp(
  http: HttpClient,
  role: 'customer' | 'barber',
  name = `${role} ${++serial}`,
): Promise<Person> {
  const email = `${role}-${++serial}-${Date.now()}@example.test`;
  const { status, body } = await http.post('/auth/signup', { email, password: PASSWORD, name, role });
  if (status !== 201) throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`);
  return { id: body.user.id, name, email, token: body.accessToken, http: http.as(body.accessToken) };
}

/** Signs up a customer, makes them an admin in the database (there is no public way), and signs in again. */
export async function signUpAdmin(app: Pick<TestApp, 'http' | 'db'>): Promise<Person> {
  const person = await signUp(app.http, 'customer', 'Ada Admin');
  await app.db.collection<{ _id: string }>('users').updateOne({ _id: person.id }, { $set: { role: 'admin' } });
  const { body } = await app.http.post('/auth/signin', { email: person.email, password: PASSWORD });
  return { ...person, token: body.accessToken, http: app.http.as(body.accessToken) };
}

export interface Shop extends Person {
  barberId: string;
  /** The services of the barber, cheapest and shortest first. */
  services: { serviceId: string; price: { amount: number; currency: string }; duration: number }[];
}

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
export const openEveryDay = (startTime = '00:00', endTime = '24:00') =>
  Object.fromEntries(WEEK.map((day) => [day, { isAvailable: true, startTime, endTime, breaks: [] }]));

/** Makes a bookable barber with a profile, prices, hours and an approval. Everything goes through the public API. */
export async function openShop(
  app: Pick<TestApp, 'http' | 'db'>,
  admin: Person,
  profile: Record<string, unknown> = {},
  hours: Record<string, unknown> = openEveryDay(),
): Promise<Shop> {
  const barber = await signUp(app.http, 'barber');
  const services = [];
  for (const [name, amount, duration] of [
    ['Beard trim', 1_500, 30],
    ['Haircut', 3_500, 45],
  ] as const) {
    const price = { amount, currency: 'GBP' };
    const { body } = await admin.http.post('/services', {
      name: `${name} ${++serial}`,
      category: 'hair',
      duration,
      price,
    });
    services.push({ serviceId: body.id as string, price, duration });
  }
  const location = { type: 'Point', coordinates: [-2.5879, 51.4545] };
  await must(barber.http.patch('/barbers/me', { location, address: '1 Corn Street, Bristol', ...profile }));
  await must(barber.http.put('/barbers/me/services', services));
  await must(barber.http.put('/barbers/me/availability', hours));
  await must(admin.http.post(`/admin/verifications/${barber.id}/approve`, {}));
  const me = await must(barber.http.get('/barbers/me'));
  if (!me.body.bookable) throw new Error(`the shop is not bookable: ${JSON.stringify(me.body)}`);
  return { ...barber, barberId: me.body.id, services };
}

export async function must<T extends { status: number; body: any }>(answer: Promise<T>): Promise<T> {
  const result = await answer;
  if (result.status >= 300) throw new Error(`answered ${result.status}: ${JSON.stringify(result.body)}`);
  return result;
}
