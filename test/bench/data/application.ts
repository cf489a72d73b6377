import 'reflect-metadata';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { JwtService } from '@nestjs/jwt';
import type * as newBooking from '../../../src/modules/booking/bookings/making/new-booking.ts';
import type * as refreshToken from '../../../src/modules/accounts/auth/sessions/refresh-token.ts';
import type * as clock from '../../../src/common/time/clock.ts';
import type * as tokens from '../../../src/modules/accounts/auth/sessions/tokens.ts';

/** The parts of the built application that the dataset uses, so that its documents are as the application would write them. */
export interface Application {
  bookVisit: typeof newBooking.bookVisit;
  /** Returns the access token of a session and the stored hash of its refresh token. */
  signIn: (session: Parameters<tokens.Tokens['pairFor']>[0]) => { accessToken: string; refreshHash: string };
}

/** Loads classes from the build, because classes with decorators run only when compiled. */
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
