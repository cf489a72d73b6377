import 'reflect-metadata';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { JwtService } from '@nestjs/jwt';
import type * as newBooking from '../../../src/modules/booking/bookings/making/new-booking.ts';
import type * as refreshToken from '../../../src/modules/accounts/auth/sessions/refresh-token.ts';
import type * as clock from '../../../src/common/time/clock.ts';
import type * as tokens from '../../../src/modules/accounts/auth/sessions/tokens.ts';

/** What the dataset borrows from the built application, so that its documents are what the application would write. */
export interface Application {
  bookVisit: typeof newBooking.bookVisit;
  /** The tokens of a session, and the hash under which the refresh token is stored. */
  signIn: (session: Parameters<tokens.Tokens['pairFor']>[0]) => { accessToken: string; refreshHash: string };
}

/** Decorated classes run only compiled, so they come from the build. */
export async function loadApplication(dist: string, config: { JWT_SECRET: string; ACCESS_TOKEN_TTL_SECONDS: number }) {
  const load = <T>(path: string) => import(pathToFileURL(join(dist, path)).href) as Promise<T>;
  const { bookVisit } = await load<typeof newBooking>('modules/booking/bookings/making/new-booking.js');
  const { hashOfToken } = await load<typeof refreshToken>('modules/accounts/auth/sessions/refresh-token.js');
  const { Clock } = await load<typeof clock>('common/time/clock.js');
  const { Tokens, accessKeyOf } = await load<typeof tokens>('modules/accounts/auth/sessions/tokens.js');
  const ours = new Tokens(new JwtService({ secret: accessKeyOf(config.JWT_SECRET) }), new Clock(), config as never);
  const signIn: Application['signIn'] = (session) => {
    const { accessToken, refreshToken: token } = ours.pairFor(session);
    return { accessToken, refreshHash: hashOfToken(token) };
  };
  return { bookVisit, signIn } satisfies Application;
}
