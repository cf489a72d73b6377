import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { LOGGER } from '../logging/logging.tokens.ts';
import { FieldCrypto } from './field-crypto.ts';
import { SealedValuesRepository, type SealedValue } from './sealed-values.repository.ts';
import type { SealedPath } from './sealed.schema.ts';

const BATCH = 500;

/** Encrypts every value under the first key, and gives the value one blind index under each key. */
@Injectable()
export class Resealing {
  constructor(
    private readonly values: SealedValuesRepository,
    private readonly crypto: FieldCrypto,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  /** Returns how many values stay as they are, because no key decrypts them or the database refuses the change. */
  async run(stopping: AbortSignal): Promise<number> {
    let left = 0;
    for (const path of this.values.paths()) left += await this.renew(path, stopping);
    return left;
  }

  private async renew(path: SealedPath, stopping: AbortSignal): Promise<number> {
    const wanted = { keyId: this.crypto.currentKeyId, keys: this.crypto.keyIds.length };
    let [afterId, left] = ['', 0];
    while (!stopping.aborted) {
      const found = await this.values.findOthers(path, wanted, { afterId, limit: BATCH });
      const changes = found.flatMap((value) => this.renewed(path, value) ?? []);
      const refused = await this.values.replace(path, changes);
      for (const id of refused)
        this.logger.error(`${path.collection} ${id}: the database refuses a new ${path.path}`, 'FieldKeys');
      left += found.length - changes.length + refused.length;
      if (found.length < BATCH) break;
      afterId = found.at(-1)!.id;
    }
    return left;
  }

  private renewed({ collection, field }: SealedPath, { id, value }: SealedValue) {
    try {
      return { id, before: value, after: this.crypto.seal(field, this.crypto.decrypt(field, value)) };
    } catch {
      this.logger.error(`${collection} ${id}: no key decrypts ${field}`, 'FieldKeys');
      return null;
    }
  }
}
