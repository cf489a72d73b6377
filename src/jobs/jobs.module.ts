import { Module } from '@nestjs/common';
import { AccountsModule } from '../modules/accounts/accounts.module.ts';
import { BookingModule } from '../modules/booking/booking.module.ts';
import { ChatModule } from '../modules/chat/chat.module.ts';
import { FilesModule } from '../modules/files/files.module.ts';
import { NotifyModule } from '../modules/notify/notify.module.ts';
import { RecordsModule } from '../modules/records/records.module.ts';
import { ShopModule } from '../modules/shop/shop.module.ts';
import { DomainEventProcessor } from './domain-event.processor.ts';
import { OutboxRelay } from './outbox.relay.ts';
import { JOBS, PERIODIC_JOBS } from './periodic-jobs.ts';
import { PeriodicRunner } from './periodic-runner.ts';
import { PROCESSORS } from './queue-processor.ts';
import { QueueWorkers } from './queue-workers.ts';
import { EVERY_SUBSCRIBER } from './subscribers/every-subscriber.ts';
import { SUBSCRIBERS, type Subscriber } from './subscribers/subscriber.ts';
import { Subscribers } from './subscribers/subscribers.ts';

/** Everything that runs without a request. Only the role `worker` loads this module. */
@Module({
  imports: [AccountsModule, BookingModule, ChatModule, FilesModule, NotifyModule, RecordsModule, ShopModule],
  providers: [
    ...EVERY_SUBSCRIBER,
    { provide: SUBSCRIBERS, inject: EVERY_SUBSCRIBER, useFactory: (...all: Subscriber[]) => all },
    Subscribers,
    DomainEventProcessor,
    { provide: PROCESSORS, inject: [DomainEventProcessor], useFactory: (...processors: unknown[]) => processors },
    QueueWorkers,
    OutboxRelay,
    { provide: JOBS, useValue: PERIODIC_JOBS },
    PeriodicRunner,
  ],
})
export class JobsModule {}
