import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { sha256 } from './tickets.ts';

/** One per sign-in, so that two tabs do not take each other's. `__Host-`: no neighbouring subdomain can plant it. */
const nameOf = (state: string, isSecure: boolean): string =>
  `${isSecure ? '__Host-' : ''}grome-oauth-${sha256(state).slice(0, 16)}`;

export interface CookieKind {
  state: string;
  isSecure: boolean;
  /** The provider brings the browser back with a form, across sites: lax cookies stay at home then. None asks for Secure. */
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
