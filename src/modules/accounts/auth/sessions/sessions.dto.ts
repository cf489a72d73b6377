import { z } from 'zod';
import { PLATFORMS } from '../../../../common/auth/actor.ts';
import { pageOf, pageQuery } from '../../../../common/shapes/pagination.ts';
import type { Session } from './sessions.repository.ts';

export const ListSessions = z.strictObject(pageQuery);
export type ListSessions = z.infer<typeof ListSessions>;

export const SessionView = z
  .object({
    id: z.string(),
    device: z.object({ name: z.string(), platform: z.enum(PLATFORMS) }).nullable(),
    /** The network from which the session was last used, see `networkOf`. */
    place: z.string(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime(),
    /** True for the session that sends the request. */
    current: z.boolean(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;
export const SessionPage = pageOf(SessionView).meta({ id: 'SessionPage' });
export type SessionPage = z.infer<typeof SessionPage>;

export const toSessionView = (
  { id, device, place, createdAt, lastUsedAt }: Session,
  currentId?: string,
): SessionView => ({
  id,
  device,
  place,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt.toISOString(),
  current: id === currentId,
});
