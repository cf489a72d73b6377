import type { UserActor } from '../../../common/auth/actor.ts';
import type { User } from './user.types.ts';

type Standing = Pick<User, 'role' | 'verification' | 'suspendedAt' | 'closing' | 'erasedAt'>;

/**
 * Returns true for the actor's own account. Admins suspend and change only other accounts, so that they cannot lock themselves
 * out.
 */
export const isOwnAccount = (actor: Pick<UserActor, 'id'>, target: Pick<User, 'id'>): boolean => actor.id === target.id;

/**
 * Returns true for an admin who can act. An admin who has closed the account does not count, because the account will be erased.
 * An erased account does not count either, although the account keeps its role. See `UsersRepository.lockActiveAdmins`.
 */
export const countsAsAdmin = ({ role, suspendedAt, closing, erasedAt }: Omit<Standing, 'verification'>): boolean =>
  role === 'admin' && suspendedAt === null && closing === undefined && erasedAt === undefined;

/**
 * Returns what the profile of a barber says about the standing of its owner. All causes on the account decide together: the role,
 * the verification, a suspension by an admin, the closing by the owner, and the erasure.
 */
export const profileStandingOf = ({ role, verification, suspendedAt, closing, erasedAt }: Standing) => ({
  approved: role === 'barber' && verification.status === 'approved',
  suspended: suspendedAt !== null || closing !== undefined || erasedAt !== undefined,
});

/**
 * Returns true for an address that nobody has proved, on an account whose other address is proved. Such an address is often a
 * typing error. So a person who reads messages to that address does not get the account, and the account does not keep the
 * address from its real owner.
 */
export const isUnproved = (user: Pick<User, 'emailVerified' | 'phoneVerified'>, kind: 'email' | 'phone'): boolean =>
  !user[`${kind}Verified`] && user[kind === 'email' ? 'phoneVerified' : 'emailVerified'];
