import { Schema } from 'mongoose';
import { PLATFORMS, type Platform } from '../../../common/auth/actor.ts';
import type { Sealed } from '../../../common/crypto/field-crypto.ts';
import { sealedAndIndexed } from '../../../common/crypto/sealed.schema.ts';

export const TOKEN = 'devices.token';
/** Limit per user. A further device replaces the device that was registered longest ago. */
export const MOST_DEVICES = 20;

/** One installation of an app, which receives push messages of a user. */
export interface DeviceRecord {
  _id: string;
  userId: string;
  /** The session that registered the device last. The device is removed with this session. */
  sessionId: string;
  platform: Platform;
  /** Push token. One token is one device, even when the owner of the phone changes. */
  token: Sealed;
  /**
   * When the app registered the device last. A TTL index removes a device that no app has registered for as long as FCM keeps
   * tokens.
   */
  seenAt: Date;
}

const text = { type: String, required: true };

export const DeviceSchema = new Schema<DeviceRecord>(
  {
    _id: text,
    userId: text,
    sessionId: text,
    platform: { type: String, enum: PLATFORMS, required: true },
    token: { type: sealedAndIndexed(TOKEN), required: true },
    seenAt: { type: Date, required: true },
  },
  { collection: 'devices', versionKey: false },
);
