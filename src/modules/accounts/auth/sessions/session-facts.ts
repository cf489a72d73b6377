import { createHash } from 'node:crypto';
import type { Session } from './sessions.repository.ts';

/**
 * Kinds of devices as events name them. Events leave out the name that the owner gave a device, because events are kept for good.
 */
const KINDS = { ios: 'an iPhone or iPad', android: 'an Android device', web: 'a browser' } as const;
const kindOf = ({ device }: Session): string => (device ? KINDS[device.platform] : 'an unknown device');

/** Returns what an event says about a session. */
export const factOf = (session: Session) => ({
  userId: session.userId,
  sessionId: session.id,
  device: kindOf(session),
  place: session.place,
});

/** Returns the hash by which a device is recognised. The network replaces the device when a sign-in does not name the device. */
export const hashOfDevice = ({ device, place }: Session): string =>
  createHash('sha256')
    .update(JSON.stringify(device ? [device.platform, device.name] : ['unknown', place]))
    .digest('base64url');
