import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Derives a separate key for one purpose (HKDF-SHA-256, RFC 5869). Values made for one purpose are useless for another. */
export const deriveKey = (secret: string, purpose: string): KeyObject =>
  createSecretKey(new Uint8Array(hkdfSync('sha256', secret, 'grome', purpose, 32)));
