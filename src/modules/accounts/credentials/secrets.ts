import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual, type KeyObject } from 'node:crypto';
import { deriveKey } from '../../../common/crypto/derive-key.ts';

/** Six digits, each as likely as any other. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

export const codeKeyOf = (secret: string): KeyObject => deriveKey(secret, 'verification-code/k1');

/** Keyed and bound to its place (`<userId>:<kind>`): a code of one user is none of another. */
export const hashOfCode = (key: KeyObject, place: string, code: string): string =>
  createHmac('sha256', key).update(`${place}\0${code}`).digest('base64url');

export const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Without letters and digits that look alike (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 80 bits as four groups of four: short enough for an SMS, too many to guess. */
export function newResetToken(): string {
  const signs = [...randomBytes(16)].map((byte) => ALPHABET[byte % 32]!);
  return [0, 4, 8, 12].map((from) => signs.slice(from, from + 4).join('')).join('-');
}

/** As people type it: small letters, O for 0, no hyphens. */
export const hashOfResetToken = (token: string): string =>
  createHash('sha256').update(normalised(token)).digest('base64url');

const normalised = (token: string): string =>
  token.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
