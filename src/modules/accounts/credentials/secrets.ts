import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual, type KeyObject } from 'node:crypto';
import { deriveKey } from '../../../common/crypto/derive-key.ts';

/** Makes a random code of six digits. Every code is equally likely. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

export const codeKeyOf = (secret: string): KeyObject => deriveKey(secret, 'verification-code/k1');

/**
 * Hashes a code with a key and the id of its row (`<userId>:<kind>`), so that the code of one user does not match for another.
 */
export const hashOfCode = (key: KeyObject, codeId: string, code: string): string =>
  createHmac('sha256', key).update(`${codeId}\0${code}`).digest('base64url');

export const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The alphabet of tokens leaves out letters that look like digits (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes a token of 80 random bits, as four groups of four characters: short enough for an SMS and too long to guess. */
export function newResetToken(): string {
  const signs = [...randomBytes(16)].map((byte) => ALPHABET[byte % 32]!);
  return [0, 4, 8, 12].map((from) => signs.slice(from, from + 4).join('')).join('-');
}

/** Hashes a token as people type tokens: small letters, O for 0, I or L for 1, and missing hyphens do not matter. */
export const hashOfResetToken = (token: string): string =>
  createHash('sha256').update(normalised(token)).digest('base64url');

const normalised = (token: string): string =>
  token.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
