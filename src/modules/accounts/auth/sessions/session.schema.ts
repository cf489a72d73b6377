import { Schema } from 'mongoose';
import { PLATFORMS, USER_ROLES, type Platform, type UserRole } from '../../../../common/auth/actor.ts';

export interface Device {
  name: string;
  platform: Platform;
}

/** One sign-in on one device: a family of refresh tokens that replace one another. A session that ends is deleted. */
export interface SessionRecord {
  /** The id of the family of refresh tokens, which access tokens contain as `sid`. */
  _id: string;
  userId: string;
  /** The role of the user. A change of role ends all sessions, so this copy is never out of date. */
  role: UserRole;
  generation: number;
  /** SHA-256 of the refresh token that may be used, and of the token that it replaced. */
  currentHash: string;
  parentHash: string | null;
  rotatedAt: Date;
  device: Device | null;
  /** The network from which the session was last used, see `networkOf`. */
  place: string;
  createdAt: Date;
  lastUsedAt: Date;
  /** When the current refresh token expires. A TTL index then removes the session. */
  expireAt: Date;
}

const device = new Schema(
  { name: { type: String, required: true }, platform: { type: String, enum: PLATFORMS } },
  { _id: false },
);

export const SessionSchema = new Schema<SessionRecord>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    role: { type: String, enum: USER_ROLES, required: true },
    generation: { type: Number, required: true },
    currentHash: { type: String, required: true },
    parentHash: { type: String, default: null },
    rotatedAt: { type: Date, required: true },
    device: { type: device, default: null },
    place: { type: String, default: 'unknown' },
    createdAt: { type: Date, required: true },
    lastUsedAt: { type: Date, required: true },
    expireAt: { type: Date, required: true },
  },
  { collection: 'sessions', versionKey: false },
);

/** A device with which the user has signed in before. */
export interface KnownDeviceRecord {
  /** `<userId>:<hash of the device>` */
  _id: string;
  userId: string;
  lastSeenAt: Date;
}

export const KnownDeviceSchema = new Schema<KnownDeviceRecord>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    lastSeenAt: { type: Date, required: true },
  },
  { collection: 'known_devices', versionKey: false },
);
