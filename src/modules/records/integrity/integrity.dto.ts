import { z } from 'zod';

/** Every count is zero in a healthy system. */
export const IntegrityView = z
  .object({ overlaps: z.int(), orphanHolds: z.int(), unsentEvents: z.int() })
  .meta({ id: 'Integrity' });
export type IntegrityView = z.infer<typeof IntegrityView>;
