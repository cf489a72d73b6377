import { z } from 'zod';
import { Id, Latitude, Longitude } from '../../../common/shapes/fields.ts';

/** Degrees clockwise from north. */
const Heading = z.number().min(0).max(360);

export const WatchBooking = z.strictObject({ bookingId: Id });
export type WatchBooking = z.infer<typeof WatchBooking>;

export const ReportLocation = z.strictObject({
  bookingId: Id,
  lat: Latitude,
  lng: Longitude,
  heading: Heading.optional(),
  /** Metres per second. */
  speed: z.number().min(0).max(1_000).optional(),
  /** The instant at which the phone was at this position. */
  at: z.iso.datetime({ offset: true }),
});
export type ReportLocation = z.infer<typeof ReportLocation>;

export const Fix = z.object({
  lat: Latitude,
  lng: Longitude,
  heading: Heading.optional(),
  at: z.iso.datetime(),
});
export type Fix = z.infer<typeof Fix>;

export const EtaView = z.object({ etaSeconds: z.int(), p90Seconds: z.int() });

/** The latest known location; empty before the barber shares. */
export const LatestLocation = z.object({ fix: Fix.optional(), eta: EtaView.optional() });
export type LatestLocation = z.infer<typeof LatestLocation>;

/** The number of seconds after which the phone should report again. */
export const Pace = z.object({ everySeconds: z.int() });
export type Pace = z.infer<typeof Pace>;

/** `accepted: false` means that the fix was not plausible and was dropped. */
export const ReportAnswer = Pace.extend({ accepted: z.boolean() });
export type ReportAnswer = z.infer<typeof ReportAnswer>;

export const LocationUpdated = Fix.extend({ bookingId: z.string() });
export const EtaUpdated = EtaView.extend({ bookingId: z.string() });
