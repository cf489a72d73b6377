import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { tooBusy } from '../errors/common.errors.ts';

/** A unit of work that keeps colliding gives up after so many attempts with 503 `too-busy`. The driver waits a jittered, growing time between attempts. */
const MAX_ATTEMPTS = 40;

interface Unit {
  beforeCommit: (() => Promise<void>)[];
  afterCommit: (() => void)[];
}
const units = new AsyncLocalStorage<Unit>();

/** Stores the answer of a request in the transaction that made it true; see `common/idempotency`. */
export type AnswerHook = (result: unknown) => Promise<void>;
export const answerHook = new AsyncLocalStorage<AnswerHook>();

function currentUnit(what: string): Unit {
  const unit = units.getStore();
  if (!unit) throw new Error(`${what} belongs inside a unit of work`);
  return unit;
}

/** The method writes a part of something larger: it throws when no unit of work is under way, instead of writing half. */
export function InUnitOfWork() {
  return <Args extends unknown[], Result>(
    _class: object,
    name: string,
    descriptor: TypedPropertyDescriptor<(...args: Args) => Result>,
  ): void => {
    const method = descriptor.value!;
    descriptor.value = function (this: unknown, ...args: Args): Result {
      currentUnit(name);
      return method.apply(this, args);
    };
  };
}

/**
 * One transaction around everything that `work` writes, in any number of modules. Repositories never take a session: Mongoose
 * finds the session in its AsyncLocalStorage. The callback may run again after a collision, so only MongoDB belongs inside, one
 * operation after another, and a duplicate key must not be caught in it.
 */
@Injectable()
export class UnitOfWork {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Runs `work` in one transaction. A call inside another unit of work joins that one. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    return units.getStore() ? work() : this.transact(work);
  }

  /**
   * The same for work whose result answers the request: an `Idempotency-Key` stores the result in the same transaction. A call
   * inside another unit of work joins that one and stores nothing, because the outer work decides what the answer is.
   */
  async answer<T>(work: () => Promise<T>): Promise<T> {
    if (units.getStore()) return work();
    const hook = answerHook.getStore();
    return this.transact(async () => {
      const result = await work();
      await hook?.(result);
      return result;
    });
  }

  /** Identifies the unit of work that is under way. Throws when there is none. */
  current(): object {
    return currentUnit('This call');
  }

  /** `action` runs last in the transaction: for documents that many other transactions write as well. */
  beforeCommit(action: () => Promise<void>): void {
    currentUnit('beforeCommit').beforeCommit.push(action);
  }

  /** `action` starts after the commit, and never when the transaction aborts. Without a unit of work it starts at once. */
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
