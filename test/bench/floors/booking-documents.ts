import { ObjectId } from 'mongodb';

const MINUTE = 60_000;

/** The body that customers send. */
export interface Asked {
  barberId: string;
  serviceIds: string[];
  startAt: string;
}

/** Returns the same documents as the application, written by hand. */
export function documentsOf({ serviceIds, startAt }: Asked, barber: any, customerId: string, id: string) {
  const now = new Date();
  const services = barber.services.filter((service: any) => serviceIds.includes(service.serviceId));
  const minutes: number = services.reduce((sum: number, { duration }: any) => sum + duration, 0);
  const amount: number = services.reduce((sum: number, { price }: any) => sum + price.amount, 0);
  const commission = Math.round(amount * 0.15);
  const money = (value: number) => ({ amount: value, currency: barber.currency as string });
  const start = new Date(startAt);
  const later = (from: Date, by: number) => new Date(from.getTime() + by * MINUTE);
  const claimed = {
    claimedFrom: later(start, -barber.buffers.before),
    claimedTo: later(start, minutes + barber.buffers.after),
  };
  const booking = {
    _id: id,
    status: 'requested',
    customerId,
    guest: null,
    barberId: barber._id as string,
    barberUserId: barber.userId as string,
    services,
    scheduledAt: start,
    endAt: later(start, minutes),
    ...claimed,
    timezone: barber.timezone as string,
    location: null,
    note: null,
    payment: {
      status: 'pending',
      method: 'in_person',
      amount: money(amount),
      commission: money(commission),
      payoutAmount: money(amount - commission),
    },
    expiresAt: later(now, 15),
    departedAt: null,
    version: 1,
    createdAt: now,
    history: [{ at: now, verb: 'request', by: 'customer', from: null, to: 'requested' }],
  };
  const until = later(now, 0.5);
  const entry = { bookingId: id, kind: 'booking', start: claimed.claimedFrom, end: claimed.claimedTo, until };
  const payload = { bookingId: id, barberId: booking.barberId, version: 1, actorId: customerId };
  const event = {
    _id: new ObjectId().toHexString(),
    name: 'booking.created',
    payload,
    at: now,
    sentAt: null,
    doneAt: null,
  };
  return { booking, entry, event };
}

/** Returns as much JSON as the answer of the application. */
export function viewOf(booking: ReturnType<typeof documentsOf>['booking'], barber: any, customer: any) {
  const {
    _id,
    guest: _guest,
    barberUserId: _user,
    claimedFrom: _from,
    claimedTo: _to,
    location: _place,
    note: _note,
    departedAt: _left,
    ...shown
  } = booking;
  return {
    id: _id,
    ...shown,
    customer: { name: customer.name },
    barber: { name: barber.name, address: barber.address },
    conversationId: _id,
    actions: ['cancel', 'reschedule'],
  };
}
