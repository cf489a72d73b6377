import { z } from 'zod';
import { Email, Phone } from '../../../common/shapes/contact-fields.ts';
import { ADDRESS_KINDS } from './code.schema.ts';

const password = z.string().min(8).max(200);
const present = z.string().min(1).max(200);

/** A code of six digits. Spaces and hyphens between the digits are ignored. */
export const VerifyCode = z
  .strictObject({
    code: z
      .string()
      .max(20)
      .transform((text) => text.replaceAll(/[\s-]/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'six digits')),
  })
  .meta({ id: 'VerifyCode' });
export type VerifyCode = z.infer<typeof VerifyCode>;

/** Without `kind`, every address that is not verified gets a code. */
export const ResendCode = z
  .strictObject({ kind: z.enum(ADDRESS_KINDS).optional() })
  .default({})
  .meta({ id: 'ResendCode' });
export type ResendCode = z.infer<typeof ResendCode>;

export const ForgotPassword = z
  .strictObject({ email: Email.optional(), phone: Phone.optional() })
  .refine(
    ({ email, phone }) => (email === undefined) !== (phone === undefined),
    'give either an email address or a phone number',
  )
  .meta({ id: 'ForgotPassword' });
export type ForgotPassword = z.infer<typeof ForgotPassword>;

export const ResetPassword = z
  .strictObject({ token: z.string().min(1).max(200), password })
  .meta({ id: 'ResetPassword' });
export type ResetPassword = z.infer<typeof ResetPassword>;

/** An account without a password leaves out `currentPassword`, and its user signs in with a provider just before. */
export const ChangePassword = z
  .strictObject({ currentPassword: present.optional(), password })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const ChangeEmail = z.strictObject({ email: Email, password: present.optional() }).meta({ id: 'ChangeEmail' });
export type ChangeEmail = z.infer<typeof ChangeEmail>;
export const ChangePhone = z.strictObject({ phone: Phone, password: present.optional() }).meta({ id: 'ChangePhone' });
export type ChangePhone = z.infer<typeof ChangePhone>;

/** An empty answer, which is the same for every request. */
export const Done = z.object({}).meta({ id: 'Done' });
