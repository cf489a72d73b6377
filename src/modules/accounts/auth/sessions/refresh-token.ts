import { createHash, createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';

/** The form of a refresh token: family, generation, and a MAC that only this platform can make. Clients do not read the parts. */
const FORM = /^([0-9a-f]{24})\.(\d{1,9})\.([\w-]{43})$/;

const mac = (key: KeyObject, family: string, generation: number): Buffer =>
  createHmac('sha256', key).update(`${family}.${generation}`).digest();

/** Makes the token from family and generation alone, so that every request for the same successor gets the same token. */
export const makeRefreshToken = (key: KeyObject, family: string, generation: number): string =>
  `${family}.${generation}.${mac(key, family, generation).toString('base64url')}`;

export interface ReadRefreshToken {
  family: string;
  generation: number;
  /** True when this platform made the token, even if the token may no longer be used. */
  authentic: boolean;
}

/** Returns the parts of a token, or undefined when the text does not have the form of a refresh token. */
export function readRefreshToken(key: KeyObject, token: string): ReadRefreshToken | undefined {
  const [, family, generation, signature] = FORM.exec(token) ?? [];
  if (!family || !generation || !signature) return undefined;
  const expected = mac(key, family, Number(generation));
  const given = Buffer.from(signature, 'base64url');
  return {
    family,
    generation: Number(generation),
    authentic: given.length === expected.length && timingSafeEqual(given, expected),
  };
}

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
