import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CryptoModule } from '../../../common/crypto/crypto.module.ts';
import { FeedDelivery } from './feed-delivery.ts';
import { FeedPersonalData } from './feed.personal-data.ts';
import { FeedRepository } from './feed.repository.ts';
import { FeedMessageSchema, FeedSchema } from './feed.schema.ts';
import { FeedService } from './feed.service.ts';

@Module({
  imports: [
    CryptoModule,
    MongooseModule.forFeature([
      { name: 'Feed', schema: FeedSchema },
      { name: 'FeedMessage', schema: FeedMessageSchema },
    ]),
  ],
  providers: [FeedDelivery, FeedRepository, FeedService, FeedPersonalData],
  exports: [FeedService],
})
export class FeedModule {}
