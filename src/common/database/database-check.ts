import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { pendingMigrations } from './migrations.ts';

/** Refuses to start on a database that is behind this build or is no replica set (transactions need one). */
@Injectable()
export class DatabaseCheck implements OnModuleInit {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async onModuleInit(): Promise<void> {
    const db = this.connection.getClient().db();
    const hello = await db.admin().command({ hello: 1 });
    if (!hello.setName && hello.msg !== 'isdbgrid') {
      throw new Error(
        'MongoDB is not a replica set, so there are no transactions. Start it with --replSet and run rs.initiate().',
      );
    }
    const pending = await pendingMigrations(db);
    if (pending.length) {
      throw new Error(
        `The database is behind by ${pending.length} migration(s): ${pending.join(', ')}. Run "npm run migrate:up" first.`,
      );
    }
  }
}
