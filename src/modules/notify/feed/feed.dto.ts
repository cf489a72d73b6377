import { z } from 'zod';
import type { StoredMessage } from './feed.repository.ts';

export const FEED_PAGE = 500;
/** Limit of the characters of a page, as they are stored. The limit is many times the size of one message. */
export const FEED_PAGE_TEXT = 300_000;

const Seq = z.coerce.number().int().min(0);

export const EventsQuery = z.strictObject({ since: Seq.default(0) });
export type EventsQuery = z.infer<typeof EventsQuery>;

/** A durable message as it is sent and replayed. */
export const DurableMessage = z
  .object({ seq: z.int(), name: z.string(), data: z.record(z.string(), z.unknown()), at: z.iso.datetime() })
  .meta({ id: 'DurableMessage' });
export type DurableMessage = z.infer<typeof DurableMessage>;
export const toDurableMessage = ({ seq, name, data, at }: StoredMessage): DurableMessage => ({
  seq,
  name,
  data,
  at: at.toISOString(),
});

/**
 * `more`: ask again with the number of the last message. `complete: false`: messages after the given number were deleted, so load
 * the objects themselves again.
 */
export const MissedMessages = z
  .object({ events: z.array(DurableMessage), more: z.boolean(), latest: z.int(), complete: z.boolean() })
  .meta({ id: 'MissedMessages' });
export type MissedMessages = z.infer<typeof MissedMessages>;
