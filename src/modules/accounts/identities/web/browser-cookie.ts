import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { sha256 } from './tickets.ts';

/**
 * The name of the cookie. Each sign-in has its own cookie, so that two tabs do not use the cookie of each other. `__Host-` stops
 * another subdomain from setting the cookie.
 */
const nameOf = (state: string, isSecure: boolean): string =>
  `${isSecure ? '__Host-' : ''}grome-oauth-${sha256(state).slice(0, 16)}`;

export interface CookieKind {
  state: string;
  isSecure: boolean;
  /**
   * True when the provider sends the browser back with a form. Browsers send no lax cookie with a form from another site, so the
   * cookie is SameSite=None, which requires Secure.
   */
  isForm: boolean;
}

export function browserCookie({ state, isSecure, isForm }: CookieKind, value: string, seconds: number): string {
  return stringifySetCookie({
    name: nameOf(state, isSecure),
    value,
    maxAge: seconds,
    path: '/',
    httpOnly: true,
    sameSite: isForm ? 'none' : 'lax',
    secure: isSecure || isForm,
  });
}

export function readBrowserCookie(request: FastifyRequest, state: string, isSecure: boolean): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[nameOf(state, isSecure)];
}
