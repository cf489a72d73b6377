import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../time/clock.ts';
import { FieldCrypto } from './field-crypto.ts';
import type { FieldKeyRecord } from './field-key.schema.ts';
import { FieldKeysRepository } from './field-keys.repository.ts';
import { SealedValuesRepository } from './sealed-values.repository.ts';

const PROOF = 'field_keys.proof';
const WAY_OUT =
  'Add the key that encrypted these fields to FIELD_KEYS. If you replaced JWT_SECRET, add k1:<the old secret>. See docs/adr/0013.';

/**
 * Refuses to start when a key is missing that values in this database need. The check comes before any write, so that the node
 * writes nothing that other nodes cannot read.
 */
@Injectable()
export class FieldKeysCheck implements OnApplicationBootstrap {
  constructor(
    private readonly keys: FieldKeysRepository,
    private readonly values: SealedValuesRepository,
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { currentKeyId: id, keyIds } = this.crypto;
    const records = await this.keys.all();
    if (records.length) records.forEach((record) => this.check(record));
    else await this.checkValues();
    const others = keyIds.filter((other) => other !== id);
    await this.keys.use({ id, proof: this.crypto.encrypt(PROOF, id), at: this.clock.now(), others });
    // Another node may have used the same id first, with another secret.
    (await this.keys.all()).forEach((record) => this.check(record));
  }

  private check({ _id: id, proof, unusedAt }: FieldKeyRecord): void {
    const isNamed = this.crypto.keyIds.includes(id);
    if (!isNamed && !unusedAt) throw new Error(`Encrypted fields in this database need the key ${id}. ${WAY_OUT}`);
    if (isNamed && !this.opens(PROOF, proof))
      throw new Error(`This database uses another secret for the key ${id}. ${WAY_OUT}`);
  }

  /** Runs when the database has no record of a key yet: the values that are already stored must be readable. */
  private async checkValues(): Promise<void> {
    for (const path of this.values.paths()) {
      const value = await this.values.findAny(path);
      if (value && !this.opens(path.field, value))
        throw new Error(`Fields in this database are encrypted with another key ${value.split(':')[0]}. ${WAY_OUT}`);
    }
  }

  private opens(field: string, sealed: string): boolean {
    try {
      this.crypto.decrypt(field, sealed);
      return true;
    } catch {
      return false;
    }
  }
}
