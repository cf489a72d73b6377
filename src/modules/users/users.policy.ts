import type { Actor } from '../../common/auth/actor.ts';
import type { User } from './user.ts';

/** Suspension and role change are for others' accounts, so nobody locks themselves out. */
export const isOwnAccount = (actor: Pick<Actor, 'id'>, target: Pick<User, 'id'>): boolean => actor.id === target.id;

/** Taking away this account would leave fewer admins who can act. */
export const countsAsAdmin = ({ role, suspendedAt }: Pick<User, 'role' | 'suspendedAt'>): boolean =>
  role === 'admin' && suspendedAt === null;
