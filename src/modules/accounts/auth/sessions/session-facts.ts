import { createHash } from 'node:crypto';
import type { Session } from './sessions.repository.ts';

/** Kinds of devices as facts name them. The name that its owner gave a device is left out, because facts are kept for good. */
const KINDS = { ios: 'an iPhone or iPad', android: 'an Android device', web: 'a browser' } as const;
const kindOf = ({ device }: Session): string => (device ? KINDS[device.platform] : 'an unknown device');

/** What a fact says about a session. */
export const factOf = (session: Session) => ({
  userId: session.userId,
  sessionId: session.id,
  device: kindOf(session),
  place: session.place,
});

/** By which a device is known again. A person who does not name the device is known by the network. */
export const hashOfDevice = ({ device, place }: Session): string =>
  createHash('sha256')
    .update(JSON.stringify(device ? [device.platform, device.name] : ['unknown', place]))
    .digest('base64url');
