import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

/** A row of `$currentOp` about a transaction that is between two of its operations. */
interface IdleTransaction {
  lsid: { id: { toString(): string } };
  transaction: { parameters: { txnNumber: number }; timeOpenMicros: number; timeActiveMicros: number };
}

/**
 * Ends transactions that a killed node left open. MongoDB would keep them, and lock every document that they wrote, for a minute,
 * and nobody could book that barber's day meanwhile. A transaction without progress from one look to the next is ended. A client
 * that was only slow gets a transient error, and its unit of work begins again. The database user needs no rights beyond its own
 * sessions.
 */
@Injectable()
export class AbandonedTransactions {
  private seen = new Map<string, { active: number; open: number }>();

  constructor(@InjectConnection() private readonly connection: Connection) {}

  /**
   * Ends transactions that have been idle for `idleMs` milliseconds by the server's own clock. Returns how many were ended. Only
   * transactions of this application in this database are ended.
   */
  async end(idleMs: number): Promise<number> {
    const transactions = await this.idle();
    const before = this.seen;
    this.seen = new Map();
    const dead = transactions.filter(({ lsid, transaction }) => {
      const key = `${lsid.id.toString()}:${transaction.parameters.txnNumber}`;
      const { timeActiveMicros: active, timeOpenMicros: open } = transaction;
      const last = before.get(key);
      const first = last?.active === active ? last : { active, open };
      this.seen.set(key, first);
      return open - first.open >= idleMs * 1_000;
    });
    if (dead.length) await this.admin().command({ killSessions: dead.map(({ lsid }) => ({ id: lsid.id })) });
    return dead.length;
  }

  private async idle(): Promise<IdleTransaction[]> {
    const { appName } = this.connection.getClient().options;
    return this.admin()
      .aggregate<IdleTransaction>([
        { $currentOp: { allUsers: false, idleSessions: true } },
        { $match: { type: 'idleSession', appName, 'transaction.parameters.autocommit': false } },
        { $project: { lsid: 1, transaction: 1 } },
      ])
      .toArray();
  }

  private admin() {
    return this.connection.getClient().db('admin');
  }
}
