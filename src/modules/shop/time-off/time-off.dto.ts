import { z } from 'zod';
import type { Plain } from '../../../common/database/plain.ts';
import { Instant, text } from '../../../common/shapes/fields.ts';
import { pageOf, pageQuery } from '../../../common/shapes/pagination.ts';
import type { TimeOffRecord } from './time-off.schema.ts';

export const CreateTimeOff = z
  .strictObject({ startAt: Instant, endAt: Instant, reason: text(500).optional() })
  .refine(({ startAt, endAt }) => startAt < endAt, { path: ['endAt'], message: 'must be after startAt' })
  .meta({ id: 'CreateTimeOff' });
export type CreateTimeOff = z.infer<typeof CreateTimeOff>;

export const ListTimeOff = z.strictObject({ from: Instant.optional(), ...pageQuery });
export type ListTimeOff = z.infer<typeof ListTimeOff>;

export const TimeOffView = z
  .object({
    id: z.string(),
    startAt: z.iso.datetime(),
    endAt: z.iso.datetime(),
    reason: z.string().optional(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'TimeOff' });
export type TimeOffView = z.infer<typeof TimeOffView>;
export const TimeOffPage = pageOf(TimeOffView).meta({ id: 'TimeOffPage' });

export const toTimeOffView = ({ id, startAt, endAt, reason, createdAt }: Plain<TimeOffRecord>): TimeOffView => ({
  id,
  startAt: startAt.toISOString(),
  endAt: endAt.toISOString(),
  ...(reason && { reason }),
  createdAt: createdAt.toISOString(),
});
