import { z } from 'zod';
import { PLATFORMS } from '../../../common/auth/actor.ts';
import { Email, Phone } from '../../../common/shapes/contact-fields.ts';
import { line } from '../../../common/shapes/fields.ts';
import type { Login } from '../users/user.types.ts';
import { UserView } from '../users/users.dto.ts';

const address = { email: Email.optional(), phone: Phone.optional() };
export const Device = z.strictObject({ name: line(100), platform: z.enum(PLATFORMS) });

export type Device = z.infer<typeof Device>;

export const SignUp = z
  .strictObject({
    ...address,
    password: z.string().min(8).max(200),
    name: line(100),
    role: z.enum(['customer', 'barber']),
    device: Device.optional(),
  })
  .refine(({ email, phone }) => email ?? phone, 'give an email address or a phone number')
  .meta({ id: 'SignUp' });
export type SignUp = z.infer<typeof SignUp>;

export const SignIn = z
  .strictObject({ ...address, password: z.string().min(1).max(200), device: Device.optional() })
  .refine(
    ({ email, phone }) => (email === undefined) !== (phone === undefined),
    'give either an email address or a phone number',
  )
  .meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;

export const toLogin = ({ email, phone }: SignIn): Login => (email ? { email } : { phone: phone! });

export const Refresh = z.strictObject({ refreshToken: z.string().min(1).max(500) }).meta({ id: 'Refresh' });
export type Refresh = z.infer<typeof Refresh>;

export const AuthView = z
  .object({ user: UserView, accessToken: z.string(), refreshToken: z.string() })
  .meta({ id: 'SignedIn' });
export type AuthView = z.infer<typeof AuthView>;
