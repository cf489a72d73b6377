import type { UserActor } from '../../../common/auth/actor.ts';
import type { User } from './user.types.ts';

type Standing = Pick<User, 'role' | 'verification' | 'suspendedAt' | 'closing' | 'erasedAt'>;

/** Suspension and role change are for others' accounts, so nobody locks themselves out. */
export const isOwnAccount = (actor: Pick<UserActor, 'id'>, target: Pick<User, 'id'>): boolean => actor.id === target.id;

/**
 * Taking away this account would leave fewer admins who can act. An admin who closed the account counts no more: the account will
 * be erased, and an erased one keeps its role. See `UsersRepository.lockActiveAdmins`.
 */
export const countsAsAdmin = ({ role, suspendedAt, closing, erasedAt }: Omit<Standing, 'verification'>): boolean =>
  role === 'admin' && suspendedAt === null && closing === undefined && erasedAt === undefined;

/**
 * What the profile of a barber says about its owner, derived from everything on the account that decides about it: the role, the
 * verification, a suspension by an admin, the closing by the owner, the erasure.
 */
export const profileStandingOf = ({ role, verification, suspendedAt, closing, erasedAt }: Standing) => ({
  approved: role === 'barber' && verification.status === 'approved',
  suspended: suspendedAt !== null || closing !== undefined || erasedAt !== undefined,
});

/**
 * An address that nobody has proved, on an account whose other one is: a typing error as often as not, and no ground to give
 * whoever reads what is sent there the account, nor to keep the address from its owner.
 */
export const isUnproved = (user: Pick<User, 'emailVerified' | 'phoneVerified'>, kind: 'email' | 'phone'): boolean =>
  !user[`${kind}Verified`] && user[kind === 'email' ? 'phoneVerified' : 'emailVerified'];
