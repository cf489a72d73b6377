import { z } from 'zod';
import { PLATFORMS } from '../../../common/auth/actor.ts';
import type { Device } from './devices.repository.ts';

/** The token that the push provider gave to the app. */
export const PushToken = z.string().regex(/^[!-~]{1,400}$/, 'a push token: up to 400 visible characters');

export const RegisterDevice = z.strictObject({ token: PushToken, platform: z.enum(PLATFORMS) });
export type RegisterDevice = z.infer<typeof RegisterDevice>;

/** A device without its token, because the app that registers the device already knows the token. */
export const DeviceView = z
  .object({ id: z.string(), platform: z.enum(PLATFORMS), seenAt: z.iso.datetime() })
  .meta({ id: 'Device' });
export type DeviceView = z.infer<typeof DeviceView>;

export const toDeviceView = ({ id, platform, seenAt }: Device): DeviceView => ({
  id,
  platform,
  seenAt: seenAt.toISOString(),
});
