import { createHash, createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';

/** Opaque to clients: family, generation, and a MAC that only this platform can make. */
const FORM = /^([0-9a-f]{24})\.(\d{1,9})\.([\w-]{43})$/;

const mac = (key: KeyObject, family: string, generation: number): Buffer =>
  createHmac('sha256', key).update(`${family}.${generation}`).digest();

/** A function of family and generation, so that everybody who asks for the same successor gets the same one. */
export const makeRefreshToken = (key: KeyObject, family: string, generation: number): string =>
  `${family}.${generation}.${mac(key, family, generation).toString('base64url')}`;

export interface ReadRefreshToken {
  family: string;
  generation: number;
  /** We made it, whether or not it may still be used. */
  authentic: boolean;
}

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
