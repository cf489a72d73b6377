import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { IdempotencyInterceptor } from './idempotency.interceptor.ts';
import { IdempotencyRepository } from './idempotency.repository.ts';
import { IdempotencySchema } from './idempotency.schema.ts';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Idempotency', schema: IdempotencySchema }])],
  providers: [IdempotencyRepository, IdempotencyInterceptor],
  exports: [IdempotencyInterceptor],
})
export class IdempotencyModule {}
