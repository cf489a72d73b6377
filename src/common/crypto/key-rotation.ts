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
  /** When the last node to start had started, as this pass saw it. Milliseconds of the epoch. */
  start: number;
  /** True when no node had started for FIELD_KEY_SETTLE_SECONDS. */
  isSettled: boolean;
}

/**
 * Encrypts every value under the first of FIELD_KEYS while other nodes read and write, and records which keys are not needed.
 * Only a node with the same first key as the node that started last does this, because a node that still waits for its restart
 * would undo the work. The first pass runs at once. The second pass runs when no node has started for FIELD_KEY_SETTLE_SECONDS.
 * By then no node writes with another key, so only the result of that pass counts. While other keys are known, a pass runs every
 * hour. See ADR 13.
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

  /** Returns the pass that is due, or undefined when no pass is due. */
  private nextPass({ firstAt }: FieldKeyRecord): Pass | undefined {
    const [at, start] = [this.clock.now().getTime(), firstAt.getTime()];
    const isSettled = at - start >= this.config.FIELD_KEY_SETTLE_SECONDS * SECOND;
    const { last } = this;
    const isNews = last?.start !== start || (isSettled && !last.isSettled);
    return isNews || at - last.at >= HOUR ? { at, start, isSettled } : undefined;
  }
}
