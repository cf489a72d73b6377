import { z } from 'zod';
import { line } from '../../../common/shapes/fields.ts';
import { pageOf } from '../../../common/shapes/pagination.ts';
import { Device } from '../auth/auth.dto.ts';
import type { StoredIdentity } from './identities.repository.ts';
import { PROVIDERS } from './providers/providers.ts';

const secret = z.string().min(1).max(200);
const IdToken = z.string().min(1).max(10_000);
const Nonce = z.string().min(16).max(200);
const Role = z.enum(['customer', 'barber']);

/** The name of a provider. The schema accepts any word, and the service answers whether the provider is offered. */
export const ProviderParam = z.string().max(20);

/** `role` and `name` are for a new account. A name from the provider has priority. Apple gives the name only to the app. */
export const ProviderSignIn = z
  .strictObject({
    idToken: IdToken,
    nonce: Nonce.optional(),
    role: Role.optional(),
    name: line(100).optional(),
    device: Device.optional(),
  })
  .meta({ id: 'ProviderSignIn' });
export type ProviderSignIn = z.infer<typeof ProviderSignIn>;

export const LinkAccount = z
  .strictObject({ linkToken: secret, password: secret, device: Device.optional() })
  .meta({ id: 'LinkAccount' });
export type LinkAccount = z.infer<typeof LinkAccount>;

/**
 * `challenge` is the base64url of the SHA-256 of a secret of the website. The exchange then requires the secret as `verifier`.
 */
export const BeginWebSignIn = z.strictObject({
  returnTo: z.string().max(500).optional(),
  role: Role.optional(),
  challenge: z
    .string()
    .regex(/^[\w-]{43}$/, 'base64url of a SHA-256')
    .optional(),
});
export type BeginWebSignIn = z.infer<typeof BeginWebSignIn>;

/** The answer of a provider. Other fields of the answer are ignored. */
export const ProviderAnswer = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(4_000).optional(),
  error: z.string().max(200).optional(),
  iss: z.string().max(500).optional(),
  /** JSON that only Apple sends, and only at the first sign-in. */
  user: z.string().max(2_000).optional(),
});
export type ProviderAnswer = z.infer<typeof ProviderAnswer>;

export const ExchangeCode = z
  .strictObject({ code: secret, verifier: secret.optional(), device: Device.optional() })
  .meta({ id: 'ExchangeCode' });
export type ExchangeCode = z.infer<typeof ExchangeCode>;

export const LinkIdentity = z
  .strictObject({ provider: z.enum(PROVIDERS), idToken: IdToken, nonce: Nonce.optional() })
  .meta({ id: 'LinkIdentity' });
export type LinkIdentity = z.infer<typeof LinkIdentity>;

export const IdentityView = z
  .object({ provider: z.enum(PROVIDERS), linkedAt: z.iso.datetime() })
  .meta({ id: 'Identity' });
export type IdentityView = z.infer<typeof IdentityView>;
export const IdentityPage = pageOf(IdentityView).meta({ id: 'IdentityPage' });

export const toIdentityView = ({ provider, createdAt }: StoredIdentity): IdentityView => ({
  provider,
  linkedAt: createdAt.toISOString(),
});
