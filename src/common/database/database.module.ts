import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { CONFIG } from '../config/config.ts';
import type { Config } from '../config/config.ts';
import { DatabaseCheck } from './database-check.ts';
import { UnitOfWork } from './unit-of-work.ts';

mongoose.set('transactionAsyncLocalStorage', true);
mongoose.set('strictQuery', 'throw');

@Global()
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        uri: config.MONGODB_URI,
        autoIndex: false,
        autoCreate: false,
        serverSelectionTimeoutMS: 5_000,
        maxPoolSize: 50,
        writeConcern: { w: 'majority' as const },
        retryAttempts: 0,
      }),
    }),
  ],
  providers: [UnitOfWork, DatabaseCheck],
  exports: [UnitOfWork],
})
export class DatabaseModule {}
