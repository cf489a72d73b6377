import { z } from 'zod';
import { USER_ROLES } from '../../../common/auth/actor.ts';
import { Id, line } from '../../../common/shapes/fields.ts';
import { isZone } from '../../../common/time/zoned-day.ts';
import { VERIFICATION_STATUSES, type User } from './user.types.ts';

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 22:00');

/** A BCP 47 language tag in its canonical spelling. */
const Language = z
  .string()
  .max(35)
  .refine(isLanguage, 'a language tag such as en-GB')
  .transform((tag) => Intl.getCanonicalLocales(tag)[0]!);

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const flags = { email: z.boolean(), push: z.boolean(), sms: z.boolean() };

/** `avatarId` is the id of an upload with purpose `avatar` that is ready. Null removes the picture. */
export const ChangeMe = z
  .strictObject({
    name: line(100),
    avatarId: Id.nullable(),
    preferences: z
      .strictObject({
        notifications: z.strictObject(flags).partial(),
        language: Language,
        timezone: z.string().max(60).refine(isZone, 'an IANA time zone such as Europe/London'),
        quietHours: z.strictObject({ start: LocalTime, end: LocalTime }).nullable(),
      })
      .partial(),
  })
  .partial()
  .meta({ id: 'ChangeMe' });
export type ChangeMe = z.infer<typeof ChangeMe>;

export const UserView = z
  .object({
    id: z.string(),
    email: z.string().optional(),
    phone: z.string().optional(),
    name: z.string(),
    role: z.enum(USER_ROLES),
    isVerified: z.boolean(),
    emailVerified: z.boolean(),
    phoneVerified: z.boolean(),
    verification: z.object({ status: z.enum(VERIFICATION_STATUSES) }),
    preferences: z.object({
      notifications: z.object(flags),
      language: z.string(),
      timezone: z.string(),
      quietHours: z.object({ start: z.string(), end: z.string() }).nullable(),
    }),
    /** A link to the picture, which works for an hour. */
    avatar: z.string().optional(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof UserView>;

export const toUserView = (user: User, avatar?: string | null): UserView => ({
  id: user.id,
  ...(user.email && { email: user.email }),
  ...(user.phone && { phone: user.phone }),
  name: user.name,
  role: user.role,
  isVerified: user.emailVerified || user.phoneVerified,
  emailVerified: user.emailVerified,
  phoneVerified: user.phoneVerified,
  verification: { status: user.verification.status },
  preferences: user.preferences,
  ...(avatar && { avatar }),
  createdAt: user.createdAt.toISOString(),
});
