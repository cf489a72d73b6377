import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { LOGGER } from '../logging/logging.tokens.ts';
import { Clock } from '../time/clock.ts';
import { FieldCrypto } from './field-crypto.ts';
import type { FieldKeyRecord } from './field-key.schema.ts';
import { FieldKeysRepository } from './field-keys.repository.ts';

/** Finds the keys that the first of FIELD_KEYS replaces, and records when they are not needed any more. */
@Injectable()
export class RetiredKeys {
  constructor(
    private readonly keys: FieldKeysRepository,
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  /**
   * Returns the newest key and the older keys. Returns undefined when there is no older key, or when another node started later
   * with another first key.
   */
  async find(): Promise<{ newest: FieldKeyRecord; old: FieldKeyRecord[] } | undefined> {
    const records = await this.keys.all();
    const newest = records.reduce((one, other) => (other.firstAt > one.firstAt ? other : one), records[0]!);
    if (newest?._id !== this.crypto.currentKeyId || records.length === 1) return undefined;
    return { newest, old: records.filter((record) => record !== newest) };
  }

  /**
   * Records that the key is not needed any more. With `left` values that no key of FIELD_KEYS decrypts, records that it is
   * needed.
   */
  async settle({ _id: id }: FieldKeyRecord, left: number): Promise<void> {
    const isNamed = this.crypto.keyIds.includes(id);
    if (left) return this.keep(id, left, isNamed);
    await (isNamed ? this.keys.setUnused(id, this.clock.now()) : this.keys.delete(id));
    const what = isNamed ? `needs ${id} any more: take it out of FIELD_KEYS` : `has anything of ${id} any more`;
    this.logger.log(`no encrypted field ${what}`, 'FieldKeys');
  }

  private async keep(id: string, left: number, isNamed: boolean): Promise<void> {
    await this.keys.setUnused(id, null);
    const advice = isNamed ? 'keep the old keys' : `put ${id} back into FIELD_KEYS`;
    this.logger.error(`${left} encrypted value(s) cannot be read with any of FIELD_KEYS: ${advice}`, 'FieldKeys');
  }
}
