import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto';
import type { FieldKey } from '../config/field-keys.ts';
import { deriveKey } from './derive-key.ts';

const NONCE = 12;
const TAG = 16;

/** An encrypted value that queries can find by equality. */
export interface Sealed {
  value: string;
  /**
   * One blind index for each key of the node, so that two nodes with different first keys still recognise equal values.
   */
  index: string[];
}

interface Keys {
  cipher: KeyObject;
  index: KeyObject;
}

/**
 * Encrypts single fields (AES-256-GCM, random nonce) and makes blind indexes, which find equal values without showing them.
 * `field` names the place of the value (`users.phone`): a value that is copied to another field neither decrypts nor matches
 * there. The stored form is `<key id>:<base64url of nonce, tag, ciphertext>`. The first key encrypts, and every key decrypts; see
 * ADR 13.
 */
export class FieldCrypto {
  /** The id of the key that encrypts. */
  readonly currentKeyId: string;
  private readonly keys: Map<string, Keys>;

  constructor(keys: readonly FieldKey[]) {
    this.currentKeyId = keys[0]!.id;
    this.keys = new Map(
      keys.map(({ id, secret }) => [
        id,
        { cipher: deriveKey(secret, `field-encryption/${id}`), index: deriveKey(secret, `blind-index/${id}`) },
      ]),
    );
  }

  get keyIds(): string[] {
    return [...this.keys.keys()];
  }

  encrypt(field: string, value: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.key(field, this.currentKeyId).cipher, nonce).setAAD(
      Buffer.from(field),
    );
    const encrypted = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return `${this.currentKeyId}:${Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url')}`;
  }

  /** Decrypts a value. Throws when the key is unknown, or when the value belongs to another field or was changed. */
  decrypt(field: string, stored: string): string {
    const [keyId = '', text = ''] = stored.split(':');
    const { cipher } = this.key(field, keyId);
    const bytes = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', cipher, bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(field))
      .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
  }

  seal(field: string, value: string): Sealed {
    return { value: this.encrypt(field, value), index: this.blindIndexes(field, value) };
  }

  /** Returns the blind index of the value under each key. A query for the value must look for any of them. */
  blindIndexes(field: string, value: string): string[] {
    return [...this.keys.values()].map(({ index }) =>
      createHmac('sha256', index).update(`${field}\0${value}`).digest('base64url'),
    );
  }

  private key(field: string, id: string): Keys {
    const keys = this.keys.get(id);
    if (!keys) throw new Error(`encrypted field ${field}: unknown key`);
    return keys;
  }
}
