import { z } from 'zod';
import { eachOnce, Id, Instant } from '../../../common/shapes/fields.ts';
import { listOf } from '../../../common/shapes/pagination.ts';
import { DAY } from '../../../common/time/durations.ts';

const MAX_RANGE = 62 * DAY;

/** A window of at most 62 days. Without `serviceIds` the slots fit the shortest service of the barber. */
export const AvailabilityQuery = z
  .strictObject({
    from: Instant,
    to: Instant,
    serviceIds: listOf(Id, 10).refine(eachOnce, 'list each service once').optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after from' })
  // This check also runs for values that are not instants; those are reported already.
  .refine(({ from, to }) => !(Number(to) - Number(from) > MAX_RANGE), {
    path: ['to'],
    message: 'must be at most 62 days after from',
  });
export type AvailabilityQuery = z.infer<typeof AvailabilityQuery>;

export const SlotView = z.object({ startAt: z.iso.datetime(), endAt: z.iso.datetime() }).meta({ id: 'Slot' });
export const AvailabilityView = z
  .object({ timezone: z.string(), slots: z.array(SlotView) })
  .meta({ id: 'Availability' });
export type AvailabilityView = z.infer<typeof AvailabilityView>;
