import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CryptoModule } from '../../../common/crypto/crypto.module.ts';
import { DevicesModule } from '../devices/devices.module.ts';
import { DeliveriesPersonalData } from './deliveries.personal-data.ts';
import { DeliveriesRepository } from './deliveries.repository.ts';
import { DeliveriesService } from './deliveries.service.ts';
import { DeliverySchema } from './delivery.schema.ts';
import { DispatchService } from './dispatch.service.ts';
import { GoogleAccess } from './senders/google-access.ts';
import { Mailer } from './senders/mailer.ts';
import { PushSender } from './senders/push-sender.ts';
import { Senders } from './senders/senders.ts';
import { SmsSender } from './senders/sms-sender.ts';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Delivery', schema: DeliverySchema }]), CryptoModule, DevicesModule],
  providers: [
    DeliveriesRepository,
    DeliveriesService,
    DeliveriesPersonalData,
    DispatchService,
    Senders,
    Mailer,
    SmsSender,
    PushSender,
    GoogleAccess,
  ],
  exports: [DeliveriesService, DispatchService],
})
export class DeliveriesModule {}
