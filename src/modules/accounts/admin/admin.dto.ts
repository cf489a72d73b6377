import { z } from 'zod';
import { USER_ROLES } from '../../../common/auth/actor.ts';
import { Id, text } from '../../../common/shapes/fields.ts';
import { pageOf, pageQuery } from '../../../common/shapes/pagination.ts';
import { toUserView, UserView } from '../users/users.dto.ts';
import type { User } from '../users/user.types.ts';

/** `q` is the beginning of an email address, a part of a name, or a whole phone number. */
export const ListUsers = z.strictObject({ q: text(100).optional(), role: z.enum(USER_ROLES).optional(), ...pageQuery });
export type ListUsers = z.infer<typeof ListUsers>;
export const UserCursor = z.strictObject({ id: Id });

export const ChangeUser = z
  .strictObject({ role: z.enum(USER_ROLES), suspended: z.boolean() })
  .partial()
  .meta({ id: 'ChangeUser' });
export type ChangeUser = z.infer<typeof ChangeUser>;

export const AdminUserView = UserView.extend({ suspended: z.boolean() }).meta({ id: 'AdminUser' });
export type AdminUserView = z.infer<typeof AdminUserView>;
export const AdminUserPage = pageOf(AdminUserView).meta({ id: 'AdminUserPage' });
export type AdminUserPage = z.infer<typeof AdminUserPage>;

export const toAdminUserView = (user: User): AdminUserView => ({
  ...toUserView(user),
  suspended: user.suspendedAt !== null,
});
