import { PeriodicRunner } from '../../src/jobs/periodic-runner.ts';
import { bootApp, type TestApp } from './app.ts';
import type { Answer } from './http-client.ts';
import { must, openShop, signUp, signUpAdmin, type Person, type Shop } from './people.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** The clock stands at this time until a test moves it. */
export const MONDAY = new Date('2035-03-05T08:00:00.000Z');

export const plusMinutes = (at: Date | string, minutes: number): string =>
  new Date(new Date(at).getTime() + minutes * MINUTE).toISOString();
/** Returns a UTC time after that Monday: `day(2, '10:00')` is two days later at ten. */
export const day = (days: number, time: string): string =>
  `${new Date(MONDAY.getTime() + days * DAY).toISOString().slice(0, 10)}T${time}:00.000Z`;

export const SHOP_OF_BOTH_KINDS = { visits: 'both', serviceRadius: 20_000 };
export const AT_HOME = { type: 'Point', coordinates: [-2.6012, 51.4512], address: '2 Park Row, Bristol' };

/** The real application with a stopped clock, an admin, and helpers for bookings. Sweeps run only when a test calls them. */
export class Visits {
  private hours = 0;

  private constructor(
    readonly app: TestApp,
    readonly admin: Person,
  ) {}

  static async open(settings: Record<string, string> = {}): Promise<Visits> {
    const app = await bootApp({
      ACCESS_TOKEN_TTL_SECONDS: '100000000',
      SWEEP_INTERVAL_MS: '1000000000',
      MAX_OPEN_REQUESTS: 'off',
      ...settings,
    });
    app.clock.set(MONDAY);
    return new Visits(app, await signUpAdmin(app));
  }

  close(): Promise<void> {
    return this.app.close();
  }

  customer(name?: string): Promise<Person> {
    return signUp(this.app.http, 'customer', name);
  }

  shop(profile?: Record<string, unknown>, hours?: Record<string, unknown>): Promise<Shop> {
    return openShop(this.app, this.admin, profile, hours);
  }

  /** Returns a start that no other test of this file uses, one hour after the last start. */
  nextStart(): string {
    return plusMinutes(day(2, '00:00'), 60 * this.hours++);
  }

  /** Requests a visit with the service of 30 minutes. */
  book(customer: Person, shop: Shop, more: Record<string, unknown> = {}): Promise<Answer> {
    return customer.http.post('/bookings', {
      barberId: shop.barberId,
      serviceIds: [shop.services[0]!.serviceId],
      startAt: this.nextStart(),
      paymentMethod: 'in_person',
      ...more,
    });
  }

  async booked(customer: Person, shop: Shop, more: Record<string, unknown> = {}): Promise<any> {
    return (await must(this.book(customer, shop, more))).body;
  }

  async accepted(customer: Person, shop: Shop, more: Record<string, unknown> = {}): Promise<any> {
    return this.did(shop, 'accept', await this.booked(customer, shop, more));
  }

  guest(shop: Shop, startAt: string, more: Record<string, unknown> = {}): Promise<Answer> {
    const serviceIds = [shop.services[0]!.serviceId];
    return shop.http.post('/barbers/me/bookings', { guest: { name: 'Gus' }, serviceIds, startAt, ...more });
  }

  do(who: Person, verb: string, { id }: { id: string }, body?: unknown): Promise<Answer> {
    return who.http.post(`/bookings/${id}/${verb}`, body);
  }

  async did(who: Person, verb: string, booking: { id: string }, body?: unknown): Promise<any> {
    return (await must(this.do(who, verb, booking, body))).body;
  }

  async seen(who: Person, { id }: { id: string }): Promise<any> {
    return (await must(who.http.get(`/bookings/${id}`))).body;
  }

  /** Returns open starts of the service of 30 minutes in the window. */
  async starts(shop: Shop, from: string, to: string): Promise<string[]> {
    const service = shop.services[0]!.serviceId;
    const path = `/barbers/${shop.barberId}/availability?from=${from}&to=${to}&serviceIds=${service}`;
    const { body } = await must(this.app.http.get(path));
    return body.slots.map(({ startAt }: { startAt: string }) => startAt);
  }

  async isOpen(shop: Shop, startAt: string): Promise<boolean> {
    return (await this.starts(shop, startAt, plusMinutes(startAt, 30))).includes(startAt);
  }

  /** Runs one turn of the sweeps, which run every two seconds in production. */
  async sweep(): Promise<void> {
    await this.app.get(PeriodicRunner).turn('booking-expiry');
    await this.app.get(PeriodicRunner).turn('hold-sweep');
  }

  /**
   * While `work` runs, MongoDB refuses writes to this collection (or writes that `allowed` does not match), so that a unit of
   * work fails.
   */
  async refusing<T>(collection: string, work: () => Promise<T>, allowed: object = { neverThere: true }): Promise<T> {
    const [info] = (await this.app.db.listCollections({ name: collection }).toArray()) as {
      options?: { validator?: object };
    }[];
    await this.app.db.command({ collMod: collection, validator: allowed });
    try {
      return await work();
    } finally {
      await this.app.db.command({ collMod: collection, validator: info?.options?.validator ?? {} });
    }
  }

  /** Returns the entries of this barber for each day as they are stored, including lapsed entries. */
  async entries(
    shop: Shop,
  ): Promise<{ day: string; bookingId: string; kind: string; start: Date; end: Date; until: Date | null }[]> {
    const days = await this.app.db
      .collection<{ _id: string; busy: any[] }>('calendars')
      .find({ _id: { $regex: `^${shop.barberId}:` } })
      .sort({ _id: 1 })
      .toArray();
    return days.flatMap(({ _id, busy }) => busy.map((entry) => ({ day: _id.split(':')[1]!, ...entry })));
  }
}

/** Returns the status and the code of a refusal. */
export const refusal = ({ status, body }: Answer): [number, string] => [status, body?.code];
