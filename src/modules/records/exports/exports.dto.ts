import { z } from 'zod';

/**
 * `url` is a link to the ZIP that works for five minutes; each request returns a new link. `availableUntil` is when the export is
 * removed. Both exist only when the export is ready.
 */
export const ExportView = z
  .object({
    status: z.enum(['none', 'preparing', 'ready', 'failed']),
    url: z.string().optional(),
    availableUntil: z.iso.datetime().optional(),
  })
  .meta({ id: 'Export' });
export type ExportView = z.infer<typeof ExportView>;
