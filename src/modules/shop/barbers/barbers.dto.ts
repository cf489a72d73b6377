import { z } from 'zod';
import type { Plain } from '../../../common/database/plain.ts';
import { Id, line, Point, PointView, text } from '../../../common/shapes/fields.ts';
import { Currency, Money } from '../../../common/money/money.ts';
import { hoursProblems, WEEKDAYS, type DayHours } from '../../../common/time/hours.ts';
import { isZone } from '../../../common/time/zoned-day.ts';
import { REQUEST_MODES, VISITS, type BarberRecord } from './barber.schema.ts';

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day such as 09:00, at most 24:00');
const Span = z.strictObject({ startTime: WallTime, endTime: WallTime }).meta({ id: 'WallSpan' });
const hours = { startTime: WallTime, endTime: WallTime, breaks: z.array(Span).max(10).default([]) };

/** Reports each problem of one day at the field that has the problem. */
const checkDay = (day: DayHours, context: z.RefinementCtx) => {
  for (const { path, message } of hoursProblems(day)) context.addIssue({ code: 'custom', path, message });
};

const OpenDay = z.strictObject({ isAvailable: z.literal(true).default(true), ...hours }).superRefine(checkDay);
const ClosedDay = z.strictObject({
  isAvailable: z.literal(false),
  startTime: WallTime.optional(),
  endTime: WallTime.optional(),
  breaks: z.array(Span).max(10).optional(),
});
const Day = z.union([ClosedDay, OpenDay]);

/** Weekly hours in the barber's zone. Days that are left out are closed. */
export const SetHours = z
  .strictObject(
    Object.fromEntries(WEEKDAYS.map((day) => [day, Day.optional()])) as Record<
      (typeof WEEKDAYS)[number],
      z.ZodOptional<typeof Day>
    >,
  )
  .meta({ id: 'SetHours' });
export type SetHours = z.infer<typeof SetHours>;

const LocalDate = z.iso.date();
const ClosedDate = z.strictObject({ date: LocalDate, closed: z.literal(true) });
const OpenDate = z.strictObject({ date: LocalDate, ...hours }).superRefine(checkDay);

/** Dated exceptions to the weekly hours, one per date. */
export const SetExceptions = z
  .array(z.union([ClosedDate, OpenDate]))
  .max(400)
  .refine((list) => new Set(list.map(({ date }) => date)).size === list.length, 'list each date once')
  .meta({ id: 'SetExceptions' });
export type SetExceptions = z.infer<typeof SetExceptions>;

/** The whole price list. Durations are in minutes, prices in minor units. */
export const SetServices = z
  .array(z.strictObject({ serviceId: Id, price: Money, duration: z.int().min(5).max(720) }))
  .max(100)
  .meta({ id: 'SetServices' });
export type SetServices = z.infer<typeof SetServices>;

const minutes = (max: number) => z.int().min(0).max(max);

export const ChangeProfile = z
  .strictObject({
    name: line(200),
    bio: text(2_000).or(z.literal('')),
    location: Point.nullable(),
    address: text(500).nullable(),
    /** An IANA zone. Null returns to the zone of the location. */
    timezone: z.string().refine(isZone, 'an IANA time zone such as Europe/London').nullable(),
    serviceRadius: z.int().min(0).max(100_000),
    currency: Currency,
    visits: z.enum(VISITS),
    buffers: z.strictObject({ before: minutes(240), after: minutes(240) }),
    slotGrid: z.int().min(1).max(1_440),
    requestMode: z.enum(REQUEST_MODES),
  })
  .partial()
  .meta({ id: 'ChangeProfile' });
export type ChangeProfile = z.infer<typeof ChangeProfile>;

export const SetOnline = z.strictObject({ isOnline: z.boolean() }).meta({ id: 'SetOnline' });

const BarberServiceView = z
  .object({ serviceId: z.string(), name: z.string(), price: Money, duration: z.int() })
  .meta({ id: 'BarberService' });
const SpanView = z.object({ startTime: z.string(), endTime: z.string() }).meta({ id: 'WallSpanView' });
const DayView = z.object({
  isAvailable: z.literal(true),
  startTime: z.string(),
  endTime: z.string(),
  breaks: z.array(SpanView),
});
export const HoursView = z
  .object(Object.fromEntries(WEEKDAYS.map((day) => [day, DayView.optional()])))
  .meta({ id: 'Hours' });
export const ExceptionsView = z
  .array(
    z.object({
      date: z.string(),
      closed: z.literal(true).optional(),
      startTime: z.string().optional(),
      endTime: z.string().optional(),
      breaks: z.array(SpanView).optional(),
    }),
  )
  .meta({ id: 'Exceptions' });

/** The public view of a barber. */
export const BarberView = z
  .object({
    id: z.string(),
    name: z.string(),
    bio: z.string(),
    rating: z.number(),
    reviewsCount: z.int(),
    isOnline: z.boolean(),
    bookable: z.boolean(),
    location: PointView.nullable(),
    address: z.string().optional(),
    phone: z.string().optional(),
    website: z.string().optional(),
    timezone: z.string(),
    currency: z.string(),
    visits: z.enum(VISITS),
    serviceRadius: z.number(),
    requestMode: z.enum(REQUEST_MODES),
    services: z.array(BarberServiceView),
    availability: HoursView,
  })
  .meta({ id: 'Barber' });
export type BarberView = z.infer<typeof BarberView>;

export const ServicesView = z.array(BarberServiceView).meta({ id: 'BarberServices' });

/** The barber's own profile. */
export const ProfileView = z
  .object({
    ...BarberView.shape,
    address: z.string().nullable(),
    buffers: z.object({ before: z.int(), after: z.int() }),
    slotGrid: z.int(),
    commissionRate: z.number(),
  })
  .meta({ id: 'BarberProfile' });
export type ProfileView = z.infer<typeof ProfileView>;

type Barber = Plain<BarberRecord>;

/** Returns the public view. Home-visit barbers show neither an address nor an exact place. */
export function toBarberView(barber: Barber): BarberView {
  const {
    id,
    name,
    bio,
    rating,
    reviewsCount,
    isOnline,
    bookable,
    timezone,
    currency,
    visits,
    serviceRadius,
    requestMode,
    services,
  } = barber;
  return {
    id,
    name,
    bio,
    rating,
    reviewsCount,
    isOnline,
    bookable,
    timezone,
    currency,
    visits,
    serviceRadius,
    requestMode,
    services,
    location: barber.publicLocation ?? null,
    ...publicContact(barber),
    availability: toHoursView(barber.availability),
  };
}

export function publicContact({ visits, address, phone, website }: Barber): {
  address?: string;
  phone?: string;
  website?: string;
} {
  return { ...(visits !== 'home' && address && { address }), ...(phone && { phone }), ...(website && { website }) };
}

export const toHoursView = (availability: BarberRecord['availability']): z.infer<typeof HoursView> =>
  Object.fromEntries(Object.entries(availability).map(([day, span]) => [day, { isAvailable: true as const, ...span }]));

export const toProfileView = (barber: Barber, defaults: { slotGrid: number; commissionRate: number }): ProfileView => ({
  ...toBarberView(barber),
  location: barber.location,
  address: barber.address,
  buffers: barber.buffers,
  slotGrid: barber.slotGrid ?? defaults.slotGrid,
  commissionRate: barber.commissionRate ?? defaults.commissionRate,
});
