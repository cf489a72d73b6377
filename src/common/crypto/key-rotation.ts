import { Inject, Injectable } from '@nestjs/common';
import type { LoggerService } from '@nestjs/common';
import { LOGGER } from '../logging/logging.tokens.ts';
import { Clock } from '../time/clock.ts';
import { FieldCrypto } from './field-crypto.ts';
import { FieldKeysRepository } from './field-keys.repository.ts';
import { SealedValuesRepository } from './sealed-values.repository.ts';
import type { SealedValue } from './sealed-values.repository.ts';
import type { SealedPath } from './sealed.schema.ts';

const BATCH = 500;

/**
 * Brings every encrypted value under the first of FIELD_KEYS while others read and write. A key that is still named is unused
 * once nothing is under it; one that is named no more is forgotten once its blind indexes are gone too. See ADR 13.
 */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly keys: FieldKeysRepository,
    private readonly values: SealedValuesRepository,
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  /** One look: nothing to do unless a key waits to be replaced or forgotten. */
  async turn(stopping: AbortSignal): Promise<void> {
    const { currentKeyId, keyIds } = this.crypto;
    const records = await this.keys.all();
    const replaced = records.filter(({ _id: id, unusedAt }) => keyIds.includes(id) && id !== currentKeyId && !unusedAt);
    const gone = records.filter(({ _id: id }) => !keyIds.includes(id));
    if (!replaced.length && !gone.length) return;
    const left = await this.renewAll(stopping);
    if (stopping.aborted) return;
    for (const { _id: id } of replaced) await this.tell(id, left);
    for (const { _id: id } of gone) await (left ? this.missed(id, left) : this.keys.delete(id));
  }

  private async tell(id: string, left: number): Promise<void> {
    if (left)
      return void this.logger.error(`${left} encrypted value(s) cannot be read with any of FIELD_KEYS`, 'FieldKeys');
    await this.keys.setUnused(id, this.clock.now());
    this.logger.log(`no encrypted field needs ${id} any more: take it out of FIELD_KEYS`, 'FieldKeys');
  }

  /** A node that was not restarted wrote with it after it had been found unused. */
  private async missed(id: string, left: number): Promise<void> {
    await this.keys.setUnused(id, null);
    this.logger.error(`${left} encrypted value(s) need ${id}: put it back into FIELD_KEYS`, 'FieldKeys');
  }

  /** How many values could not be read. */
  private async renewAll(stopping: AbortSignal): Promise<number> {
    let left = 0;
    for (const path of this.values.paths()) left += await this.renew(path, stopping);
    return left;
  }

  private async renew(path: SealedPath, stopping: AbortSignal): Promise<number> {
    const wanted = { keyId: this.crypto.currentKeyId, keys: this.crypto.keyIds.length };
    let [afterId, left] = ['', 0];
    while (!stopping.aborted) {
      const found = await this.values.findOthers(path, wanted, { afterId, limit: BATCH });
      const changes = found.flatMap((value) => this.renewed(path.field, value) ?? []);
      await this.values.replace(path, changes);
      left += found.length - changes.length;
      if (found.length < BATCH) break;
      afterId = found.at(-1)!.id;
    }
    return left;
  }

  private renewed(field: string, { id, value }: SealedValue) {
    try {
      return { id, before: value, after: this.crypto.seal(field, this.crypto.decrypt(field, value)) };
    } catch {
      return null;
    }
  }
}
