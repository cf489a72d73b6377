import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { deriveKey } from '../../../../common/crypto/derive-key.ts';

/** What the holder of a link may do, with which object. `size` is in bytes, `until` in seconds since 1970. */
const Grant = z.strictObject({
  verb: z.enum(['put', 'get']),
  key: z.string().regex(/^[0-9a-f]{48}$/),
  contentType: z.string(),
  size: z.int().optional(),
  until: z.int(),
});
export type Grant = z.infer<typeof Grant>;

/** Signs what a link allows. Everybody who has the link may use it. */
export class FileTokens {
  private readonly key: KeyObject;

  constructor(secret: string) {
    this.key = deriveKey(secret, 'file-link/k1');
  }

  sign(grant: Grant): string {
    const body = Buffer.from(JSON.stringify(grant)).toString('base64url');
    return `${body}.${this.signatureOf(body)}`;
  }

  /** Returns what the token allows; null when the token was changed, has expired, or is for another verb. */
  read(token: string, verb: Grant['verb'], now: Date): Grant | null {
    const [body = '', signature = ''] = token.split('.');
    const expected = this.signatureOf(body);
    if (signature.length !== expected.length || !timingSafeEqual(Buffer.from(signature), Buffer.from(expected)))
      return null;
    const grant = Grant.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
    return grant.verb === verb && grant.until * 1_000 > now.getTime() ? grant : null;
  }

  private signatureOf(body: string): string {
    return createHmac('sha256', this.key).update(body).digest('base64url');
  }
}
