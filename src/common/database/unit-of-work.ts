import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { tooBusy } from '../errors/common.errors.ts';

/**
 * After this many collisions, a unit of work gives up with 503 `too-busy`. The driver waits between attempts; the wait is random
 * and grows.
 */
const MAX_ATTEMPTS = 40;

interface Unit {
  beforeCommit: (() => Promise<void>)[];
  afterCommit: (() => void)[];
}
const units = new AsyncLocalStorage<Unit>();

/** Stores the answer of a request in the same transaction as the writes of the request; see `common/idempotency`. */
export type AnswerHook = (result: unknown) => Promise<void>;
export const answerHook = new AsyncLocalStorage<AnswerHook>();

function currentUnit(what: string): Unit {
  const unit = units.getStore();
  if (!unit) throw new Error(`${what} belongs inside a unit of work`);
  return unit;
}

/**
 * Marks a method that writes only a part of a larger change. The method throws when no unit of work is running, because otherwise
 * only half of the change might be written.
 */
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
 * Runs one transaction around everything that `work` writes, in any number of modules. Repositories never take a MongoDB session
 * as an argument, because Mongoose finds the session in its AsyncLocalStorage. `work` may run again after a collision, so `work`
 * uses only MongoDB, one operation after another, and must not catch a duplicate key error.
 */
@Injectable()
export class UnitOfWork {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Runs `work` in one transaction. A call inside another unit of work joins that unit. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    return units.getStore() ? work() : this.transact(work);
  }

  /**
   * Does the same for work whose result is the answer to the request: with an `Idempotency-Key`, the same transaction stores the
   * result. A call inside another unit of work joins that unit and stores nothing, because the outer work decides on the answer.
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

  /** Returns an object that identifies the running unit of work. Throws when no unit of work is running. */
  current(): object {
    return currentUnit('This call');
  }

  /** Runs `action` last in the transaction. Use this for documents that many other transactions also write. */
  beforeCommit(action: () => Promise<void>): void {
    currentUnit('beforeCommit').beforeCommit.push(action);
  }

  /** Starts `action` after the commit, and never when the transaction aborts. Without a unit of work, `action` starts at once. */
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
