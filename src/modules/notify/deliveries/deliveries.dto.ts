import { z } from 'zod';
import { pageQuery } from '../../../common/shapes/pagination.ts';
import { CHANNELS } from './delivery.schema.ts';

export const ListInbox = z.strictObject({
  to: z.string().max(500).optional(),
  channel: z.enum(CHANNELS).optional(),
  template: z.string().max(50).optional(),
  limit: pageQuery.limit,
});
export type ListInbox = z.infer<typeof ListInbox>;

export const InboxItem = z
  .object({
    id: z.string(),
    channel: z.enum(CHANNELS),
    to: z.string(),
    userId: z.string().optional(),
    template: z.string(),
    language: z.string(),
    subject: z.string().optional(),
    text: z.string(),
    html: z.string().optional(),
    data: z.record(z.string(), z.unknown()),
    at: z.iso.datetime(),
  })
  .meta({ id: 'InboxItem' });
export type InboxItem = z.infer<typeof InboxItem>;
export const Inbox = z.object({ items: z.array(InboxItem) }).meta({ id: 'Inbox' });
