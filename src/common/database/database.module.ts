import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { CONFIG, type Config } from '../config/config.ts';
import { AbandonedTransactions } from './abandoned-transactions.ts';
import { DatabaseCheck } from './database-check.ts';
import { UnitOfWork } from './unit-of-work.ts';

mongoose.set('transactionAsyncLocalStorage', true);
mongoose.set('strictQuery', 'throw');

/** Reads the name of the database from a URI. A URI with several hosts is not a valid URL, so `URL` cannot parse it. */
const databaseName = (uri: string): string => /\/\/[^/]*\/([^?]+)/.exec(uri)?.[1] ?? '';

@Global()
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        uri: config.MONGODB_URI,
        // Distinguishes the sessions of this application from others on the same server; see abandoned-transactions.ts.
        appName: `grome/${databaseName(config.MONGODB_URI)}`,
        autoIndex: false,
        autoCreate: false,
        serverSelectionTimeoutMS: 5_000,
        maxPoolSize: 50,
        writeConcern: { w: 'majority' as const },
        retryAttempts: 0,
      }),
    }),
  ],
  providers: [UnitOfWork, AbandonedTransactions, DatabaseCheck],
  exports: [UnitOfWork, AbandonedTransactions],
})
export class DatabaseModule {}
