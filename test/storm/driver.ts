import { instant, type BookingVerb, type Operation, type Seen, type Verb } from './history.ts';
import { claimedBy, KnownBookings, type KnownBooking } from './known-bookings.ts';
import type { Random } from './random.ts';
import type { Person, StormBarber } from './seed-data.ts';
import type { Message, Reply, Wire } from './wire.ts';
import { Wishes } from './wishes.ts';

export interface DriverOptions {
  wires: Wire[];
  barbers: StormBarber[];
  customers: Person[];
  random: Random;
  clients: number;
  operations: number;
}

const WEIGHTS: Record<Verb, number> = {
  create: 40,
  guest: 5,
  accept: 12,
  decline: 4,
  cancel: 9,
  reschedule: 12,
  start: 5,
  complete: 4,
  'no-show': 2,
  'time-off': 4,
  'time-off-end': 4,
};
/** The statuses in which each verb makes sense. */
const FITTING: Record<BookingVerb, string[]> = {
  accept: ['requested'],
  decline: ['requested'],
  cancel: ['requested', 'accepted'],
  reschedule: ['requested', 'accepted'],
  start: ['accepted'],
  complete: ['in_progress'],
  'no-show': ['accepted'],
};

/**
 * Clients that book, answer, move and cancel at random on all nodes. They share bookings. Each client sends one request at a
 * time.
 */
export class Driver {
  readonly history: Operation[] = [];
  private readonly known = new KnownBookings();
  private readonly wishes: Map<StormBarber, Wishes>;
  private readonly options: DriverOptions;
  private left: number;

  constructor(options: DriverOptions) {
    this.options = options;
    this.left = options.operations;
    this.wishes = new Map(options.barbers.map((barber) => [barber, new Wishes(barber)]));
  }

  async run(): Promise<Operation[]> {
    const { clients, random } = this.options;
    await Promise.all(Array.from({ length: clients }, (_, client) => this.client(client, random.fork())));
    return this.history;
  }

  /** Ends the run after the running requests. */
  stop(): void {
    this.left = 0;
  }

  private async client(client: number, random: Random): Promise<void> {
    while (this.left-- > 0) {
      const verb = random.weighted(WEIGHTS);
      if (verb === 'create' || verb === 'guest') await this.create(client, random, verb);
      else if (verb === 'time-off') await this.takeTimeOff(client, random);
      else if (verb === 'time-off-end') await this.endTimeOff(client, random);
      else await this.change(client, random, verb);
    }
  }

  private async create(client: number, random: Random, verb: 'create' | 'guest'): Promise<void> {
    const barber = random.pick(this.options.barbers);
    const services = random.chance(0.8) ? [random.pick(barber.services)] : barber.services.slice(random.between(0, 1));
    const duration = services.reduce((sum, service) => sum + service.duration, 0);
    const startAt = this.wishes.get(barber)!.start(random);
    const customer = verb === 'create' ? random.pick(this.options.customers) : null;
    const what = { serviceIds: services.map(({ id }) => id), startAt: new Date(startAt).toISOString() };
    const body = customer
      ? { barberId: barber.barberId, paymentMethod: 'in_person', force: random.chance(0.7), ...what }
      : { guest: { name: 'Walk-in' }, ...what };
    const path = customer ? '/bookings' : '/barbers/me/bookings';
    const wanted = claimedBy(startAt, duration, barber);
    const operation = { client, verb, barber: barber.barberId, wanted };
    await this.send(random, operation, path, { token: (customer ?? barber).token, body }, { barber, customer });
  }

  private async change(client: number, random: Random, verb: BookingVerb): Promise<void> {
    const astray = random.chance(0.1);
    const suits = ({ status }: KnownBooking) => astray || FITTING[verb].includes(status);
    const booking = this.known.pick(random, instant(), suits);
    if (!booking) return this.create(client, random, 'create');
    const { id, barber, customer, version, startAt, duration } = booking;
    const byBarber = !['cancel', 'reschedule'].includes(verb) || !customer || random.chance(0.3);
    const to = verb === 'reschedule' ? this.wishes.get(barber)!.move(random, startAt) : undefined;
    const body = {
      ...(random.chance(0.2) && { version }),
      ...(to !== undefined && { startAt: new Date(to).toISOString(), force: random.chance(0.7) }),
    };
    const wanted = to === undefined ? undefined : claimedBy(to, duration, barber);
    const operation = { client, verb, barber: barber.barberId, subject: id, wanted };
    const token = (byBarber ? barber : customer).token;
    await this.send(random, operation, `/bookings/${id}/${verb}`, { token, body }, { barber, customer });
  }

  private async takeTimeOff(client: number, random: Random): Promise<void> {
    const barber = random.pick(this.options.barbers);
    const wanted = this.wishes.get(barber)!.timeOff(random);
    const body = { startAt: new Date(wanted.from).toISOString(), endAt: new Date(wanted.to).toISOString() };
    const operation = { client, verb: 'time-off' as const, barber: barber.barberId, wanted };
    const reply = await this.send(random, operation, '/barbers/me/time-off', { token: barber.token, body });
    if (reply.status === 201) this.known.learnTimeOff({ id: reply.body.id, barber });
  }

  private async endTimeOff(client: number, random: Random): Promise<void> {
    const timeOff = this.known.takeTimeOff(random);
    if (!timeOff) return this.takeTimeOff(client, random);
    const { id, barber } = timeOff;
    const operation = { client, verb: 'time-off-end' as const, barber: barber.barberId, subject: id };
    await this.send(random, operation, `/barbers/me/time-off/${id}`, { token: barber.token });
  }

  /** Sends a request to a random node and records the request, the answer and the times. */
  private async send(
    random: Random,
    operation: Pick<Operation, 'client' | 'verb' | 'barber' | 'subject' | 'wanted'>,
    path: string,
    message: Message,
    parties?: Pick<KnownBooking, 'barber' | 'customer'>,
  ): Promise<Reply> {
    const wire = random.pick(this.options.wires);
    const invokedAt = instant();
    const reply = await wire.send(operation.verb === 'time-off-end' ? 'DELETE' : 'POST', path, message);
    const answeredAt = reply.status === 0 ? Infinity : instant();
    const { status, body } = reply;
    const done = status >= 200 && status < 300;
    const booking = done && parties ? bookingIn(body, parties) : undefined;
    if (booking) this.known.learn(booking);
    const subject = operation.subject ?? (done ? (body.id as string) : undefined);
    const code = done ? undefined : (body?.code as string);
    const seen = booking && seenOf(booking);
    this.history.push({ ...operation, subject, invokedAt, answeredAt, status, code, seen });
    return reply;
  }
}

const seenOf = ({ status, version, claimed, expiresAt }: KnownBooking): Seen => ({
  status,
  version,
  claimed,
  expiresAt,
});

function bookingIn(view: Reply['body'], { barber, customer }: Pick<KnownBooking, 'barber' | 'customer'>): KnownBooking {
  const startAt = Date.parse(view.scheduledAt);
  const duration = (Date.parse(view.endAt) - startAt) / 60_000;
  const { id, status, version } = view;
  const expiresAt = view.expiresAt ? Date.parse(view.expiresAt) : null;
  return {
    id,
    barber,
    customer,
    status,
    version,
    startAt,
    duration,
    expiresAt,
    claimed: claimedBy(startAt, duration, barber),
  };
}
