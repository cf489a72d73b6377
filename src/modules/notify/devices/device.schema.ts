import { Schema } from 'mongoose';
import { PLATFORMS, type Platform } from '../../../common/auth/actor.ts';
import type { Sealed } from '../../../common/crypto/field-crypto.ts';
import { sealedAndIndexed } from '../../../common/crypto/sealed.schema.ts';

export const TOKEN = 'devices.token';
/** Per user; the one that was registered longest ago gives way. */
export const MOST_DEVICES = 20;

/** Where push messages of a user go: one installation of an app. */
export interface DeviceRecord {
  _id: string;
  userId: string;
  /** The sign-in that registered it last; ends with it. */
  sessionId: string;
  platform: Platform;
  /** Push token. One token is one device, whoever holds the phone. */
  token: Sealed;
  /** Registered last; a TTL index removes what no app has named for as long as FCM keeps tokens. */
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
