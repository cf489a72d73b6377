import { bookingAt, type BookingPlan } from '../data/booking-plan.ts';

/** The requests for a contender: one list again and again, or always new bookings. */
export type Source = { kind: 'gets'; paths: string[] } | { kind: 'bookings'; plan: BookingPlan };

/** Returns the whole text of the n-th request. */
export type Requests = (n: number) => string;

export function requestsOf(source: Source): Requests {
  if (source.kind === 'bookings') return bookings(source.plan);
  const texts = source.paths.map((path) => `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
  return (n) => texts[n % texts.length]!;
}

function bookings(plan: BookingPlan): Requests {
  return (n) => {
    const { token, body } = bookingAt(plan, n);
    const text = JSON.stringify(body);
    return (
      'POST /api/v1/bookings HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n' +
      `authorization: Bearer ${token}\r\ncontent-length: ${text.length}\r\n\r\n${text}`
    );
  };
}
