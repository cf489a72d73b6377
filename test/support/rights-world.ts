import { eventually } from './eventually.ts';
import type { HttpClient } from './http-client.ts';
import { must, PASSWORD, signUp, type Person, type Shop } from './people.ts';
import { uploaded } from './uploads.ts';
import { AT_HOME, day, SHOP_OF_BOTH_KINDS, Visits } from './visits.ts';

/** People in the order of the table's columns. `customer` and `barber` are the parties of every object in the rows. */
export const PEOPLE = [
  'nobody',
  'customer',
  'other customer',
  'barber',
  'other barber',
  'unverified barber',
  'suspended',
  'admin',
] as const;
export type Who = (typeof PEOPLE)[number];

/** A city with one person of each kind, and the objects that routes need. */
export class RightsWorld {
  private readonly people: Record<Exclude<Who, 'nobody'>, Person>;
  private days = 20;

  private constructor(
    readonly visits: Visits,
    readonly shop: Shop,
    readonly otherShop: Shop,
    others: Record<'customer' | 'other customer' | 'unverified barber' | 'suspended', Person>,
  ) {
    this.people = { ...others, barber: shop, 'other barber': otherShop, admin: visits.admin };
  }

  static async open(): Promise<RightsWorld> {
    const visits = await Visits.open({ PASSWORD_HASH_QUEUE: '100' });
    const [shop, otherShop] = [await visits.shop(SHOP_OF_BOTH_KINDS), await visits.shop()];
    const others = {
      customer: await visits.customer(),
      'other customer': await visits.customer(),
      'unverified barber': await signUp(visits.app.http, 'barber'),
      suspended: await visits.customer(),
    };
    const world = new RightsWorld(visits, shop, otherShop, others);
    await must(visits.admin.http.patch(`/admin/users/${others.suspended.id}`, { suspended: true }));
    // The codes of the sign-ups are sent now, so that from here on another code would come too soon.
    const codes = () => visits.app.db.collection('codes').countDocuments();
    await eventually(async () => expect(await codes()).toBeGreaterThanOrEqual(Object.keys(world.people).length));
    return world;
  }

  close(): Promise<void> {
    return this.visits.close();
  }

  person(who: Exclude<Who, 'nobody'>): Person {
    return this.people[who];
  }

  http(who: Who): HttpClient {
    return who === 'nobody' ? this.visits.app.http : this.people[who].http;
  }

  /** Signs in again, for calls that end their session. */
  async signInAgain(who: Who): Promise<{ refreshToken: string } | undefined> {
    if (who === 'nobody' || who === 'suspended') return undefined;
    const { email } = this.people[who];
    const { body } = await must(this.visits.app.http.post('/auth/signin', { email, password: PASSWORD }));
    this.people[who] = {
      ...this.people[who],
      token: body.accessToken,
      http: this.visits.app.http.as(body.accessToken),
    };
    return body;
  }

  /** Replaces the person by a new person of the same role, for the call that ends the account. */
  async becomeSomebodyElse(who: Who): Promise<void> {
    if (who === 'nobody' || who === 'suspended' || who === 'admin') return;
    this.people[who] = await signUp(this.visits.app.http, who.endsWith('customer') ? 'customer' : 'barber');
  }

  async aRequest(more: object = {}): Promise<string> {
    return (await this.visits.booked(this.people.customer, this.shop, { startAt: this.nextDay(), ...more })).id;
  }

  async anAccepted(more: object = {}): Promise<string> {
    const booking = await this.visits.booked(this.people.customer, this.shop, { startAt: this.nextDay(), ...more });
    return (await this.visits.did(this.people.barber, 'accept', booking)).id;
  }

  aHomeVisit(): Promise<string> {
    return this.anAccepted({ location: AT_HOME });
  }

  async aStarted(): Promise<string> {
    const id = await this.anAccepted();
    return (await this.visits.did(this.people.barber, 'start', { id })).id;
  }

  async aConversation(): Promise<string> {
    const { body } = await must(this.people.customer.http.get('/conversations'));
    return body.items[0].id;
  }

  async aService(): Promise<string> {
    const body = {
      name: `Shave ${this.nextDay()}`,
      category: 'hair',
      duration: 30,
      price: { amount: 900, currency: 'GBP' },
    };
    return (await must(this.people.admin.http.post('/services', body))).body.id;
  }

  async aTimeOff(): Promise<string> {
    return (await must(this.people.barber.http.post('/barbers/me/time-off', this.anHourOff()))).body.id;
  }

  anHourOff(): { startAt: string; endAt: string } {
    const startAt = this.nextDay();
    return { startAt, endAt: startAt.replace('T10:', 'T11:') };
  }

  private photo: Promise<string> | undefined;
  /** Returns an upload of the customer. */
  anUpload(): Promise<string> {
    return (this.photo ??= uploaded(this.people.customer, Buffer.from('bytes'), { purpose: 'chat' }));
  }

  async aNotification(): Promise<string> {
    const { body } = await must(this.people.customer.http.get('/notifications'));
    return body.items[0].id;
  }

  /** Returns a second session of the customer. */
  async aSession(): Promise<string> {
    const { email } = this.people.customer;
    const { body } = await must(this.visits.app.http.post('/auth/signin', { email, password: PASSWORD }));
    const list = await must(this.visits.app.http.as(body.accessToken).get('/auth/sessions?limit=1'));
    return list.body.items[0].id;
  }

  async aDevice(): Promise<string> {
    const token = 'push-token-of-the-customer';
    await must(this.people.customer.http.post('/me/devices', { token, platform: 'ios' }));
    return token;
  }

  /** Returns ten o'clock on a day that no other test uses. */
  nextDay(): string {
    return day(this.days++, '10:00');
  }
}
