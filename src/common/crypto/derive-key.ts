import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** A key of its own for one purpose (HKDF-SHA-256, RFC 5869): what is made with it is worth nothing anywhere else. */
export const deriveKey = (secret: string, purpose: string): KeyObject =>
  createSecretKey(new Uint8Array(hkdfSync('sha256', secret, 'grome', purpose, 32)));
