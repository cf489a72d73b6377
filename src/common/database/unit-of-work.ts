import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { tooBusy } from '../errors/common.errors.ts';

/** Attempts before a unit of work that keeps colliding gives up with 503 `too-busy`; the driver waits a jittered, growing time between them. */
const MAX_ATTEMPTS = 40;

interface Unit {
  beforeCommit: (() => Promise<void>)[];
  afterCommit: (() => void)[];
}
const units = new AsyncLocalStorage<Unit>();

/** Runs inside the transaction whose result is the answer of the request; see `common/idempotency`. */
export type CommitHook = (result: unknown) => Promise<void>;
export const commitHook = new AsyncLocalStorage<CommitHook>();

/**
 * One transaction around everything `work` writes, in whichever modules. Repositories never take a session: Mongoose finds it in
 * its AsyncLocalStorage. The callback may run again after a collision, so nothing but MongoDB belongs inside, one operation after
 * another, and a duplicate key must not be caught in it.
 */
@Injectable()
export class UnitOfWork {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Runs `work` in one transaction; a nested call joins. Its result must be what the request answers with (idempotency stores it). */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (units.getStore()) return work();
    const hook = commitHook.getStore();
    return this.transact(async () => {
      const result = await work();
      await hook?.(result);
      return result;
    });
  }

  /** A technical transaction before the one that answers (a claim over several days): it must not complete the idempotency record. */
  async runApart<T>(work: () => Promise<T>): Promise<T> {
    return units.getStore() ? work() : this.transact(work);
  }

  /** The unit of work that is under way, as something to remember it by. Throws outside of one. */
  current(): object {
    const unit = units.getStore();
    if (!unit) throw new Error('only inside a unit of work');
    return unit;
  }

  /** Called inside `run`: `action` is the last that happens in the transaction, for documents that many others write as well. */
  beforeCommit(action: () => Promise<void>): void {
    (this.current() as Unit).beforeCommit.push(action);
  }

  /** Called inside `run`: `action` starts once the transaction is committed, never when it aborts. Outside, at once. */
  afterCommit(action: () => void): void {
    const unit = units.getStore();
    if (unit) unit.afterCommit.push(action);
    else action();
  }

  private async transact<T>(work: () => Promise<T>): Promise<T> {
    let attempts = 0;
    let committed: Unit | undefined;
    const result = await this.connection.transaction(
      () => {
        if (++attempts > MAX_ATTEMPTS) throw tooBusy();
        const unit: Unit = { beforeCommit: [], afterCommit: [] };
        committed = unit;
        return units.run(unit, async () => {
          const value = await work();
          for (const action of unit.beforeCommit) await action();
          return value;
        });
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' }, readPreference: 'primary' },
    );
    committed?.afterCommit.forEach((action) => action());
    return result;
  }
}
