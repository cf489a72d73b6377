import { bootApp, type TestApp } from '../support/app.ts';
import { must, openShop, signUp, signUpAdmin, type Person, type Shop } from '../support/people.ts';

describe('from sign-up to a completed visit', () => {
  let app: TestApp;
  let admin: Person;
  let shop: Shop;
  let customer: Person;

  beforeAll(async () => {
    app = await bootApp({ MAX_OPEN_REQUESTS: 'off' });
    admin = await signUpAdmin(app);
    shop = await openShop(app, admin);
    customer = await signUp(app.http, 'customer', 'Carla');
  });
  afterAll(() => app.close());

  const openSlots = async () => {
    const from = new Date(Date.now() + 86_400_000).toISOString();
    const to = new Date(Date.now() + 2 * 86_400_000).toISOString();
    const { body } = await must(
      app.http.get(
        `/barbers/${shop.barberId}/availability?from=${from}&to=${to}&serviceIds=${shop.services[0]!.serviceId}`,
      ),
    );
    return body.slots as { startAt: string; endAt: string }[];
  };
  const book = (startAt: string, extra: Record<string, unknown> = {}) =>
    customer.http.post('/bookings', {
      barberId: shop.barberId,
      serviceIds: [shop.services[0]!.serviceId],
      startAt,
      paymentMethod: 'in_person',
      ...extra,
    });

  it('lets a customer see open times, book, and the barber accept, start and complete', async () => {
    const [slot] = await openSlots();
    const booking = await must(book(slot!.startAt));
    expect(booking.status).toBe(201);
    expect(booking.body).toMatchObject({
      status: 'requested',
      scheduledAt: slot!.startAt,
      endAt: slot!.endAt,
      customer: { name: 'Carla' },
      version: 1,
    });
    expect((await openSlots()).some(({ startAt }) => startAt === slot!.startAt)).toBe(false);
    for (const [verb, status] of [
      ['accept', 'accepted'],
      ['start', 'in_progress'],
      ['complete', 'completed'],
    ]) {
      const { body } = await must(shop.http.post(`/bookings/${booking.body.id}/${verb}`));
      expect(body.status).toBe(status);
    }
  });

  it('answers 409 slot-taken when somebody holds part of the time', async () => {
    const [slot] = await openSlots();
    await must(book(slot!.startAt));
    const second = await (
      await signUp(app.http, 'customer')
    ).http.post('/bookings', {
      barberId: shop.barberId,
      serviceIds: [shop.services[1]!.serviceId],
      startAt: slot!.startAt,
      paymentMethod: 'in_person',
    });
    expect([second.status, second.body.code]).toEqual([409, 'slot-taken']);
  });
});
