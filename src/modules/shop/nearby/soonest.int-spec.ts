import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import {
  addBarbers,
  allWeek,
  anyId,
  barberAt,
  BEARD,
  CENTRE,
  HAIRCUT,
  offer,
  shifted,
} from '../../../../test/support/nearby-barbers.ts';
import { seedFor } from '../../../../test/support/seed.ts';
import type { UserActor } from '../../../common/auth/actor.ts';
import { distanceBetween } from '../../../common/geo/geo.ts';
import { DAY, MINUTE } from '../../../common/time/durations.ts';
import { WEEKDAYS } from '../../../common/time/hours.ts';
import { AvailabilityService } from '../availability/availability.service.ts';
import { MyBarberService } from '../barbers/my-barber.service.ts';
import type { Barber } from '../barbers/barber.types.ts';
import { BookingChangesService } from '../../booking/bookings/changing/booking-changes.service.ts';
import { NewBookingsService } from '../../booking/bookings/making/new-bookings.service.ts';
import { CalendarsService } from '../calendars/calendars.service.ts';
import { TimeOffService } from '../time-off/time-off.service.ts';
import { NearbyQuery } from './nearby.dto.ts';
import { NearbyService } from './nearby.service.ts';

const ZONES = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe'];

/** Mulberry32: the same seed gives the same run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

let app: TestApp;
beforeAll(async () => {
  // Without a worker nothing happens by itself, and lapsed entries stay until this test sweeps.
  app = await bootApp({ ROLES: 'api', MAX_OPEN_REQUESTS: 'off' });
});
afterAll(() => app.close());

it('soonest agrees with the calendars of all barbers after any sequence of changes', async () => {
  const next = random(seedFor('soonest'));
  const int = (below: number) => Math.floor(next() * below);
  const pick = <T>(list: readonly T[]): T => list[int(list.length)]!;
  app.clock.set('2027-03-22T06:03:00Z');

  const barbers = Array.from({ length: 6 }, (_, index) =>
    barberAt({
      at: shifted(int(3) * 100),
      timezone: pick(ZONES),
      availability: allWeek('09:00', pick(['10:30', '12:00'])),
      services: [offer(HAIRCUT, 3_000, pick([40, 50])), offer(BEARD, 1_000, pick([20, 30, 60]))],
      buffers: { before: pick([0, 5]), after: pick([0, 15]) },
      slotGrid: pick([5, 15, 20]),
      requestMode: index % 2 ? 'manual' : 'instant',
    }),
  );
  await addBarbers(app, barbers);
  const actorOf = (barber: Barber): UserActor => ({ id: barber.userId!, role: 'barber', sessionId: anyId() });
  const customer: UserActor = { id: anyId(), role: 'customer', sessionId: anyId() };
  const serviceOf = () => pick([HAIRCUT, BEARD]);
  const [bookings, changes, timeOff] = [
    app.get(NewBookingsService),
    app.get(BookingChangesService),
    app.get(TimeOffService),
  ];
  const made: { id: string; barber: Barber; at: string }[] = [];
  const away: { id: string; barber: Barber }[] = [];

  const soonest = async (query: Record<string, string> = {}) => {
    const [lng, lat] = CENTRE;
    const asked = NearbyQuery.parse({ lat: String(lat), lng: String(lng), sort: 'soonest', limit: '100', ...query });
    return (await app.get(NearbyService).find(asked)).items.map(({ id, nextSlot }) => `${nextSlot!.startAt} ${id}`);
  };
  const slotsOf = async (barber: Barber, serviceIds?: string[], days = 14, from = app.clock.now()) =>
    (await app.get(AvailabilityService).of(barber.id, { from, to: new Date(from.getTime() + days * DAY), serviceIds }))
      .slots;
  const bruteForce = async (serviceIds?: string[], days = 14, from = app.clock.now()) => {
    const found: { startAt: string; metres: number; id: string }[] = [];
    for (const barber of barbers) {
      const [slot] = await slotsOf(barber, serviceIds, days, from);
      const metres = Math.round(distanceBetween(CENTRE, barber.location!.coordinates));
      if (slot) found.push({ startAt: slot.startAt, metres, id: barber.id });
    }
    const key = (one: (typeof found)[number]) => `${one.startAt} ${String(one.metres).padStart(6, '0')} ${one.id}`;
    return found.sort((a, b) => (key(a) < key(b) ? -1 : 1)).map(({ startAt, id }) => `${startAt} ${id}`);
  };
  /** A step that the rules refuse does not count. */
  const mayFail = (step: Promise<unknown>) =>
    step.then(
      () => true,
      (error: { status?: number }) => {
        if (!error.status || error.status >= 500) throw error;
        return false;
      },
    );

  const book = async (barber: Barber, at: number) => {
    const serviceIds = [serviceOf()];
    const slots = await slotsOf(barber, serviceIds);
    const slot = slots[Math.min(at, slots.length - 1)];
    if (!slot) return;
    const startAt = new Date(slot.startAt);
    const booking =
      next() < 0.6
        ? bookings.createForGuest(actorOf(barber), { guest: { name: 'Guest' }, serviceIds, startAt })
        : bookings.create(customer, {
            barberId: barber.id,
            serviceIds,
            startAt,
            paymentMethod: 'in_person',
            force: true,
          });
    await mayFail(booking.then(({ id }) => made.push({ id, barber, at: slot.startAt })));
  };
  const steps: Record<string, () => Promise<unknown>> = {
    'books the first visits': async () => {
      const barber = pick(barbers);
      for (let visits = 1 + int(4); visits > 0; visits--) await book(barber, 0);
    },
    'books some visit': () => book(pick(barbers), 1 + int(3)),
    'ends a booking': async () => {
      const coming = made.filter(({ at }) => new Date(at) > app.clock.now()).sort((a, b) => (a.at < b.at ? -1 : 1));
      const booking = next() < 0.7 ? coming[int(4)] : pick(made);
      if (!booking) return;
      const verb = pick(['cancel', 'cancel', 'cancel', 'accept', 'decline', 'start', 'complete', 'no-show'] as const);
      await mayFail(changes.change(actorOf(booking.barber), booking.id, verb, {}));
    },
    'moves a booking': async () => {
      const booking = pick(made);
      const slot = booking && pick((await slotsOf(booking.barber)).slice(0, 30));
      if (!slot) return;
      const actor = next() < 0.5 ? actorOf(booking.barber) : customer;
      await mayFail(changes.reschedule(actor, booking.id, { startAt: new Date(slot.startAt), force: true }));
    },
    'goes away': async () => {
      const barber = pick(barbers);
      const startAt = new Date(app.clock.now().getTime() + int(4 * 24) * 60 * MINUTE + int(7) * MINUTE);
      const endAt = new Date(startAt.getTime() + (1 + int(6 * 24)) * 60 * MINUTE);
      await mayFail(timeOff.create(barber.userId!, { startAt, endAt }).then(({ id }) => away.push({ id, barber })));
    },
    'comes back': async () => {
      const [gone] = away.splice(int(away.length), 1);
      if (gone) await mayFail(timeOff.remove(gone.barber.userId!, gone.id));
    },
    'changes hours': () => {
      const day = { startTime: pick(['07:00', '09:00', '10:00']), endTime: pick(['11:00', '12:00']), breaks: [] };
      const hours = Object.fromEntries(WEEKDAYS.map((name) => [name, { isAvailable: true as const, ...day }]));
      return app.get(MyBarberService).setHours(pick(barbers).userId!, hours);
    },
    'changes the profile': () =>
      app.get(MyBarberService).changeProfile(pick(barbers).userId!, {
        buffers: { before: pick([0, 5]), after: pick([0, 15]) },
        slotGrid: pick([5, 15, 20]),
      }),
    'lets requests run out': () => Promise.resolve(app.clock.advance(16 * MINUTE)),
    sweeps: async () => {
      await changes.expireDue();
      await app.get(CalendarsService).sweep();
    },
    'lets time pass': () => Promise.resolve(app.clock.advance(int(300) * MINUTE)),
  };

  const names = Object.keys(steps);
  const often: Record<string, number> = {
    'books the first visits': 6,
    'books some visit': 5,
    'ends a booking': 5,
    'goes away': 2,
    'comes back': 2,
    'changes hours': 2,
  };
  const weights = names.flatMap((name) => Array.from({ length: often[name] ?? 1 }, () => name));
  let known = 0;
  for (let step = 0; step < 100; step++) {
    const name = pick(weights);
    await steps[name]!();
    const serviceId = pick([undefined, HAIRCUT, BEARD]);
    expect([step, name, await soonest({ ...(serviceId && { serviceId }) })]).toEqual([
      step,
      name,
      await bruteForce(serviceId ? [serviceId] : undefined),
    ]);
    const [from, days] = [new Date(app.clock.now().getTime() + int(5) * DAY), 1 + int(6)];
    const window = { from: from.toISOString(), to: new Date(from.getTime() + days * DAY).toISOString() };
    expect([step, name, window, await soonest(window)]).toEqual([
      step,
      name,
      window,
      await bruteForce(undefined, days, from),
    ]);
    const future = { nextFreeFrom: { $gt: new Date(app.clock.now().getTime() + 60 * MINUTE) } };
    known += await app.db.collection('barbers').countDocuments(future);
  }
  // Otherwise the test would say nothing about bounds.
  expect(known).toBeGreaterThan(60);
}, 180_000);
