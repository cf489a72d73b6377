import type { SessionRecord } from '../../../src/modules/accounts/auth/sessions/session.schema.ts';
import type { UserRecord } from '../../../src/modules/accounts/users/user.schema.ts';
import { newUser } from '../../../src/modules/accounts/users/user.ts';
import type { Application } from './application.ts';
import { idOf } from './barbers.ts';
import type { Size } from './size.ts';

const MONTH = 30 * 86_400_000;

/** Returns an account without a phone number, so that no key is needed. */
const account = (id: string, role: UserRecord['role'], now: Date): UserRecord => {
  const given = { email: `${id}@bench.test`, name: `Person ${id.slice(-5)}`, role, emailVerified: true };
  const verification = role === 'barber' ? ('approved' as const) : ('none' as const);
  const { id: _id, phone: _none, ...user } = newUser(id, now, { ...given, verification });
  return { _id, ...user };
};

export const barberAccount = (n: number, now: Date): UserRecord => account(idOf(2, n), 'barber', now);

/** A customer who is signed in. */
export interface Customer {
  user: UserRecord;
  session: SessionRecord;
  token: string;
}

export function customers({ regulars, newcomers }: Size, { signIn }: Application, now: Date): Customer[] {
  return Array.from({ length: regulars + newcomers }, (_, n) => {
    const user = account(idOf(5, n), 'customer', now);
    const session = { id: idOf(6, n), userId: user._id, role: user.role, generation: 0 };
    const { accessToken, refreshHash } = signIn(session);
    const { id: _id, ...rest } = session;
    const dates = { rotatedAt: now, createdAt: now, lastUsedAt: now, expireAt: new Date(now.getTime() + MONTH) };
    const record = {
      _id,
      ...rest,
      currentHash: refreshHash,
      parentHash: null,
      device: null,
      place: 'unknown',
      ...dates,
    };
    return { user, session: record, token: accessToken };
  });
}
