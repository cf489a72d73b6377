import type { Position } from '../../../src/common/geo/geo.ts';
import { WEEKDAYS } from '../../../src/common/time/hours.ts';
import type { BarberService } from '../../../src/modules/shop/barbers/barber.schema.ts';
import { newBarber } from '../../../src/modules/shop/barbers/new-barber.ts';
import type { Barber } from '../../../src/modules/shop/barbers/barber.types.ts';
import { derive } from '../../../src/modules/shop/barbers/bookability.ts';
import { tokensOf } from '../../../src/common/text/fold.ts';
import { startingCatalogue } from '../../../src/modules/shop/catalogue/starting-catalogue.ts';
import { Random } from '../../storm/random.ts';
import { CITIES } from './cities.ts';
import { SEED, type Size } from './size.ts';

const METRES_PER_DEGREE = 111_319.5;
/** Metres. With a thousand shops in the city, about 505 are within 5 km of any point near the centre. */
const CITY_RADIUS = 7_040;
/** Metres from the centre at which people search. Everything within 5 km of them is still in the city. */
const CENTRE = 2_000;

const FIRST = ['Ada', 'Bruno', 'Chidi', 'Dalia', 'Emre', 'Farah', 'Goran', 'Hana', 'Idris', 'Jun', 'Kofi', 'Lena'];
const LAST = [
  'Barbershop',
  'Cuts',
  'Gentlemen’s Hair',
  'Fades',
  'Barber Club',
  'Hair Studio',
  'Clippers',
  'Shave Room',
];

/** Returns 24 hexadecimal digits that grow with `n`, as real ids grow with time. */
export const idOf = (kind: number, n: number): string => `6${kind}${n.toString(16).padStart(22, '0')}`;

export const serviceRecords = () =>
  startingCatalogue('GBP').map((service, n) => ({
    _id: idOf(1, n),
    ...service,
    tokens: tokensOf(service.name, service.description ?? '', service.category),
  }));

/** Returns an approved barber who is open 09:00–18:00 every day. One in ten also visits customers at home. */
export function makeBarber(n: number, size: Size, now: Date): Barber {
  const random = new Random(SEED + n);
  const { centre, timezone, currency, name: cityName } = CITIES[n % size.cities]!;
  const given = {
    userId: idOf(2, n),
    name: `${random.pick(FIRST)} ${n} ${random.pick(LAST)}`,
    location: { type: 'Point' as const, coordinates: somewhere(random, centre, CITY_RADIUS) },
    address: `${random.between(1, 200)} High Street, ${cityName}`,
    timezone,
    currency,
    visits: random.chance(0.1) ? ('both' as const) : ('shop' as const),
    buffers: random.pick([
      { before: 0, after: 0 },
      { before: 0, after: 5 },
      { before: 5, after: 10 },
    ]),
    services: menu(random, currency),
    availability: Object.fromEntries(WEEKDAYS.map((day) => [day, HOURS])),
    rating: random.between(30, 50) / 10,
    reviewsCount: random.between(0, 400),
    isOnline: random.chance(0.5),
    approved: true,
  };
  const barber = newBarber({ id: idOf(3, n), createdAt: new Date(now.getTime() - 400 * 86_400_000), ...given });
  return { ...barber, ...derive(barber) };
}

const HOURS = { startTime: '09:00', endTime: '18:00', breaks: [{ startTime: '12:30', endTime: '13:00' }] };

/** Returns services. The first takes 30 minutes, and none is shorter. */
function menu(random: Random, currency: string): BarberService[] {
  const offered = serviceRecords().filter(({ duration }, i) => i === 0 || (duration >= 30 && random.chance(0.6)));
  return offered.map(({ _id, name, duration, price }) => ({
    serviceId: _id,
    name,
    duration,
    price: { amount: price.amount + 50 * random.between(-4, 20), currency },
  }));
}

/** Returns a random place within the radius. All places are equally likely. */
function somewhere(random: Random, [lng, lat]: Position, radius: number): Position {
  const [far, angle] = [radius * Math.sqrt(random.next()), 2 * Math.PI * random.next()];
  const north = (far * Math.cos(angle)) / METRES_PER_DEGREE;
  const east = (far * Math.sin(angle)) / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180));
  return [lng + east, lat + north].map((degrees) => Math.round(degrees * 1e6) / 1e6) as Position;
}

/** Returns the places at which people search for a barber. */
export function searchPoints(count: number, { cities }: Size): Position[] {
  const random = new Random(SEED);
  return Array.from({ length: count }, () => somewhere(random, random.pick(CITIES.slice(0, cities)).centre, CENTRE));
}
