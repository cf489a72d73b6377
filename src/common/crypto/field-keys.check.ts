import { Inject, Injectable } from '@nestjs/common';
import type { LoggerService, OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER } from '../logging/logging.tokens.ts';
import { FieldCrypto } from './field-crypto.ts';
import type { FieldKeyRecord } from './field-key.schema.ts';
import { FieldKeysRepository } from './field-keys.repository.ts';

const PROOF = 'field_keys.proof';
const WAY_OUT =
  'Put the key it was written with into FIELD_KEYS (a JWT_SECRET that was replaced is k1:<the old secret>); see docs/adr/0013.';

/** Refuses to start without a key that values in this database need, before anything is written that others cannot read. */
@Injectable()
export class FieldKeysCheck implements OnApplicationBootstrap {
  constructor(
    private readonly keys: FieldKeysRepository,
    private readonly crypto: FieldCrypto,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const id = this.crypto.currentKeyId;
    (await this.keys.all()).forEach((record) => this.check(record));
    await this.keys.use(id, this.crypto.encrypt(PROOF, id));
    // Another node may have been the first to use it, with another secret.
    (await this.keys.all()).forEach((record) => this.check(record));
  }

  private check({ _id: id, proof, unusedAt }: FieldKeyRecord): void {
    if (!this.crypto.keyIds.includes(id)) {
      if (!unusedAt) throw new Error(`Encrypted fields of this database need the key ${id}. ${WAY_OUT}`);
      return;
    }
    if (!this.proves(id, proof)) throw new Error(`This database has another key ${id}. ${WAY_OUT}`);
    if (unusedAt) this.logger.log(`no encrypted field needs ${id} any more: take it out of FIELD_KEYS`, 'FieldKeys');
  }

  private proves(id: string, proof: string): boolean {
    try {
      return this.crypto.decrypt(PROOF, proof) === id;
    } catch {
      return false;
    }
  }
}
