/** A plan of bookings without conflicts: each takes its own hour, and no customer is in two places at once. */
export interface BookingPlan {
  barbers: { id: string; serviceId: string; timezone: string }[];
  /** The opening time of shops on each day of the plan, by zone, in milliseconds of the epoch. */
  mornings: Record<string, number[]>;
  /** Access tokens. Their number divides the number of barbers × days. */
  tokens: string[];
}

/** Hours after opening. Shops have a break from 12:30 to 13:00. The last hour of each day is left to earlier bookings. */
const HOURS = [0, 1, 2, 4, 5, 6, 7];
const HOUR = 3_600_000;

/** Returns the n-th booking: first all barbers, then the next day, then the next hour. The plan ends when every hour is taken. */
export function bookingAt({ barbers, mornings, tokens }: BookingPlan, n: number) {
  const barber = barbers[n % barbers.length]!;
  const days = mornings[barber.timezone]!;
  const day = Math.floor(n / barbers.length) % days.length;
  const hour = HOURS[Math.floor(n / (barbers.length * days.length))];
  if (hour === undefined) throw new Error('every hour of the plan is booked: fewer rounds or seconds');
  return {
    token: tokens[n % tokens.length]!,
    body: {
      barberId: barber.id,
      serviceIds: [barber.serviceId],
      startAt: new Date(days[day]! + hour * HOUR).toISOString(),
      paymentMethod: 'in_person',
    },
  };
}
