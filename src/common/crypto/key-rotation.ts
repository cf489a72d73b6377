import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.ts';
import { LOGGER } from '../logging/logging.tokens.ts';
import { Clock } from '../time/clock.ts';
import { FieldCrypto } from './field-crypto.ts';
import type { FieldKeyRecord } from './field-key.schema.ts';
import { FieldKeysRepository } from './field-keys.repository.ts';
import { Resealing } from './resealing.ts';

const HOUR_MS = 3_600_000;

/** A look through every value: after which start of a node, and whether that was long enough ago. */
interface Pass {
  at: number;
  start: number;
  isSettled: boolean;
}

/**
 * Brings every encrypted value under the first of FIELD_KEYS while others read and write, and says which keys nobody needs. Towards
 * the key of the node that started last only, or a node that is still to be restarted would bring everything back. A first pass at
 * once, a second when no node has started for FIELD_KEY_SETTLE_SECONDS: by then nobody writes with another key, and only that one
 * counts. While there are other keys, every hour once more. See ADR 13.
 */
@Injectable()
export class KeyRotation {
  private last: Pass | undefined;

  constructor(
    private readonly keys: FieldKeysRepository,
    private readonly resealing: Resealing,
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  /** One look: nothing to do unless a key waits to be replaced or forgotten. */
  async turn(stopping: AbortSignal): Promise<void> {
    const records = await this.keys.all();
    const newest = records.reduce((one, other) => (other.firstAt > one.firstAt ? other : one), records[0]!);
    if (newest?._id !== this.crypto.currentKeyId || records.length === 1) return;
    const pass = this.nextPass(newest);
    if (!pass) return;
    const left = await this.resealing.run(stopping);
    if (stopping.aborted) return;
    this.last = pass;
    if (pass.isSettled) for (const record of records) if (record !== newest) await this.settle(record, left);
  }

  /** Undefined: not now. */
  private nextPass({ firstAt }: FieldKeyRecord): Pass | undefined {
    const [at, start] = [this.clock.now().getTime(), firstAt.getTime()];
    const isSettled = at - start >= this.config.FIELD_KEY_SETTLE_SECONDS * 1_000;
    const { last } = this;
    const isNews = last?.start !== start || (isSettled && !last.isSettled);
    return isNews || at - last.at >= HOUR_MS ? { at, start, isSettled } : undefined;
  }

  private async settle({ _id: id }: FieldKeyRecord, left: number): Promise<void> {
    const isNamed = this.crypto.keyIds.includes(id);
    if (left) return this.needs(id, left, isNamed);
    await (isNamed ? this.keys.setUnused(id, this.clock.now()) : this.keys.delete(id));
    const what = isNamed ? `needs ${id} any more: take it out of FIELD_KEYS` : `has anything of ${id} any more`;
    this.logger.log(`no encrypted field ${what}`, 'FieldKeys');
  }

  private async needs(id: string, left: number, isNamed: boolean): Promise<void> {
    await this.keys.setUnused(id, null);
    const advice = isNamed ? 'keep the old keys' : `put ${id} back into FIELD_KEYS`;
    this.logger.error(`${left} encrypted value(s) cannot be read with any of FIELD_KEYS: ${advice}`, 'FieldKeys');
  }
}
