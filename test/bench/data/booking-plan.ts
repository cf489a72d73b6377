/** Bookings nobody else asks for: the n-th takes its own hour, and no customer is in two places at once. */
export interface BookingPlan {
  barbers: { id: string; serviceId: string; timezone: string }[];
  /** By zone: when shops open on each day of the plan, epoch milliseconds. */
  mornings: Record<string, number[]>;
  /** Access tokens; their number divides that of barbers × days. */
  tokens: string[];
}

/** Hours after opening; the shops rest from 12:30 to 13:00. Each day's last hour stays free for what was booked before. */
const HOURS = [0, 1, 2, 4, 5, 6, 7];
const HOUR = 3_600_000;

/** One barber after the other, then the next day, then the next hour; the plan ends when every hour is taken. */
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
