import { z } from 'zod';

/** `url`: to the ZIP, for five minutes, a new one each time; `availableUntil`: when the export itself goes. Both once it is ready. */
export const ExportView = z
  .object({
    status: z.enum(['none', 'preparing', 'ready', 'failed']),
    url: z.string().optional(),
    availableUntil: z.iso.datetime().optional(),
  })
  .meta({ id: 'Export' });
export type ExportView = z.infer<typeof ExportView>;
