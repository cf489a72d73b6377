import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const KEY_ID = 'k1';
const NONCE = 12;
const TAG = 16;

const derive = (secret: string, label: string): KeyObject =>
  createSecretKey(new Uint8Array(hkdfSync('sha256', secret, 'grome', label, 32)));

/**
 * Encrypts single fields (AES-256-GCM, random nonce) and makes blind indexes, by which equal values are found without being
 * readable. `field` names the place (`users.phone`): a value copied to another field neither decrypts nor matches there.
 * Stored as `k1:<base64url of nonce, tag, ciphertext>`; the prefix names the key, so keys can be rotated.
 */
export class FieldCrypto {
  private readonly cipherKey: KeyObject;
  private readonly indexKey: KeyObject;

  constructor(secret: string) {
    this.cipherKey = derive(secret, 'field-encryption/k1');
    this.indexKey = derive(secret, 'blind-index/k1');
  }

  encrypt(field: string, value: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.cipherKey, nonce).setAAD(Buffer.from(field));
    const encrypted = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return `${KEY_ID}:${Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url')}`;
  }

  /** Throws when the value was made with another key, for another field, or was changed. */
  decrypt(field: string, stored: string): string {
    const [keyId, text] = stored.split(':');
    if (keyId !== KEY_ID || !text) throw new Error(`encrypted field ${field}: unknown key`);
    const bytes = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.cipherKey, bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(field))
      .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
  }

  blindIndex(field: string, value: string): string {
    return createHmac('sha256', this.indexKey).update(`${field}\0${value}`).digest('base64url');
  }
}
