import { sideBySide } from '../load/rounds.ts';
import type { BookingPlan } from '../data/booking-plan.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Size } from '../data/size.ts';
import { morningOf, planDays } from '../data/visits.ts';
import type { Bench, Figure, Result } from './figure.ts';

const CONNECTIONS = [1, 16, 64];

export const bookings: Figure = {
  name: 'bookings',
  async measure({ stage, options, full }: Bench): Promise<Result> {
    const { uri, data } = await full();
    const contenders = await Promise.all([stage.startFloor('bookings', uri), stage.startApp('api', uri)]);
    for (const [half, { name }] of contenders.entries())
      await stage.load.prepare(name, { kind: 'bookings', plan: planOf(data, options.size, half) });
    const comparisons = await sideBySide(stage, contenders, options, CONNECTIONS);
    return {
      name: 'bookings',
      title: 'Bookings',
      about: [
        '`POST /bookings`: requests for half-hour visits, each its own hour, over many barbers and customers; one node with `ROLES=api`. Half of the days have a calendar document already.',
        'Floor: the round trips without which there is no safe booking, by hand with the driver: token check, session, barber and customer read, the claim on the day (the same pipeline update; the document created where there is none), then one transaction (claim made firm, agenda touched, the customer’s active bookings read, booking and outbox row inserted, the message to either party numbered and inserted), committed by the majority, and the nudge over Redis. It validates nothing and knows no opening hours.',
      ],
      comparisons,
      aims: [
        {
          what: 'speed in that of the floor, 16 connections',
          value: comparisons[1]!.ratio,
          limit: 0.7,
          sense: 'at least',
        },
      ],
    };
  },
};

/** Takes every second barber and customer, so that the floor and the application never compete. */
function planOf({ barbers, customers, today }: Dataset, { booked, newcomers }: Size, half: number): BookingPlan {
  const mine = barbers.slice(-booked).filter((_, n) => n % 2 === half);
  const zones = new Set(mine.map(({ timezone }) => timezone));
  const morningsOf = (zone: string) => planDays().map((day) => morningOf(zone, today, day));
  return {
    barbers: mine.map(({ id, services, timezone }) => ({ id, timezone, serviceId: services[0]!.serviceId })),
    mornings: Object.fromEntries([...zones].map((zone) => [zone, morningsOf(zone)])),
    tokens: customers
      .slice(-newcomers)
      .filter((_, n) => n % 2 === half)
      .map(({ token }) => token),
  };
}
