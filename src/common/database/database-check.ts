import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { pendingMigrations } from './migrations.ts';

/** Refuses to start when the database lacks migrations of this build, or is not a replica set, which transactions need. */
@Injectable()
export class DatabaseCheck implements OnModuleInit {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async onModuleInit(): Promise<void> {
    const db = this.connection.getClient().db();
    const hello = await db.admin().command({ hello: 1 });
    if (!hello.setName && hello.msg !== 'isdbgrid') {
      throw new Error(
        'MongoDB is not a replica set, so transactions are not possible. Start MongoDB with --replSet and run rs.initiate().',
      );
    }
    const pending = await pendingMigrations(db);
    if (pending.length) {
      throw new Error(
        `The database lacks ${pending.length} migration(s): ${pending.join(', ')}. Run "npm run migrate:up" first.`,
      );
    }
  }
}
