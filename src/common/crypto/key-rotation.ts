import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.ts';
import { Clock } from '../time/clock.ts';
import { HOUR, SECOND } from '../time/durations.ts';
import type { FieldKeyRecord } from './field-key.schema.ts';
import { Resealing } from './resealing.ts';
import { RetiredKeys } from './retired-keys.ts';

/** One pass over every encrypted value. */
interface Pass {
  at: number;
  /** The start of the node that started last, as this pass saw it. */
  start: number;
  /** No node had started for FIELD_KEY_SETTLE_SECONDS. */
  isSettled: boolean;
}

/**
 * Encrypts every value under the first of FIELD_KEYS while other nodes read and write, and tells which keys nobody needs. Only the
 * key of the node that started last counts: a node that still waits for its restart would undo the work. The first pass runs at
 * once. The second pass runs when no node has started for FIELD_KEY_SETTLE_SECONDS: by then nobody writes with another key, and
 * only its result counts. As long as other keys are known, a pass runs every hour. See ADR 13.
 */
@Injectable()
export class KeyRotation {
  private last: Pass | undefined;

  constructor(
    private readonly retired: RetiredKeys,
    private readonly resealing: Resealing,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Runs a pass when one is due. Nothing is due unless a key waits for its replacement. */
  async turn(stopping: AbortSignal): Promise<void> {
    const keys = await this.retired.find();
    const pass = keys && this.nextPass(keys.newest);
    if (!pass) return;
    const left = await this.resealing.run(stopping);
    if (stopping.aborted) return;
    this.last = pass;
    if (pass.isSettled) for (const key of keys.old) await this.retired.settle(key, left);
  }

  /** Undefined when no pass is due. */
  private nextPass({ firstAt }: FieldKeyRecord): Pass | undefined {
    const [at, start] = [this.clock.now().getTime(), firstAt.getTime()];
    const isSettled = at - start >= this.config.FIELD_KEY_SETTLE_SECONDS * SECOND;
    const { last } = this;
    const isNews = last?.start !== start || (isSettled && !last.isSettled);
    return isNews || at - last.at >= HOUR ? { at, start, isSettled } : undefined;
  }
}
