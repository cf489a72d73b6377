import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

/** One line of `$currentOp` about a transaction between two of its operations. */
interface IdleSession {
  lsid: { id: { toString(): string } };
  transaction: { parameters: { txnNumber: number }; timeOpenMicros: number; timeActiveMicros: number };
}

/**
 * A node that is killed leaves its transactions open. MongoDB keeps them, and every document they wrote, for a minute: a barber's
 * whole day would stand still. A transaction in which nothing happened from one look to another is ended here instead; a client
 * that was only slow gets a transient error, on which the unit of work begins again. Needs no rights beyond one's own sessions.
 */
@Injectable()
export class AbandonedTransactions {
  private seen = new Map<string, { active: number; open: number }>();

  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Ends what has been idle for so long by the server's own clock; returns how many. Only those of this application and database. */
  async end(idleMs: number): Promise<number> {
    const sessions = await this.idle();
    const before = this.seen;
    this.seen = new Map();
    const dead = sessions.filter(({ lsid, transaction }) => {
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

  private async idle(): Promise<IdleSession[]> {
    const { appName } = this.connection.getClient().options;
    return this.admin()
      .aggregate<IdleSession>([
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
