import { Module } from '@nestjs/common';
import { AuditModule } from '../modules/records/audit/audit.module.ts';
import { BarbersModule } from '../modules/shop/barbers/barbers.module.ts';
import { BookingsModule } from '../modules/booking/bookings/bookings.module.ts';
import { CalendarsModule } from '../modules/shop/calendars/calendars.module.ts';
import { ChatModule } from '../modules/chat/chat.module.ts';
import { CredentialsModule } from '../modules/accounts/credentials/credentials.module.ts';
import { DeliveriesModule } from '../modules/notify/deliveries/deliveries.module.ts';
import { DevicesModule } from '../modules/notify/devices/devices.module.ts';
import { ExportsModule } from '../modules/records/exports/exports.module.ts';
import { FeedModule } from '../modules/notify/feed/feed.module.ts';
import { IdentitiesModule } from '../modules/accounts/identities/identities.module.ts';
import { NotificationsModule } from '../modules/notify/notifications/notifications.module.ts';
import { UploadsModule } from '../modules/files/uploads/uploads.module.ts';
import { ClosingModule } from '../modules/accounts/closing/closing.module.ts';
import { UsersModule } from '../modules/accounts/users/users.module.ts';
import { VerificationModule } from '../modules/accounts/verification/verification.module.ts';
import { DomainEventProcessor } from './domain-event.processor.ts';
import { OutboxRelay } from './outbox.relay.ts';
import { JOBS, PERIODIC_JOBS } from './periodic-jobs.ts';
import { PeriodicRunner } from './periodic-runner.ts';
import { PROCESSORS } from './queue-processor.ts';
import { QueueWorkers } from './queue-workers.ts';
import { EVERY_SUBSCRIBER } from './subscribers/every-subscriber.ts';
import { SUBSCRIBERS, type Subscriber } from './subscribers/subscriber.ts';
import { Subscribers } from './subscribers/subscribers.ts';

/** Everything that runs without a request; loaded by role worker only. */
@Module({
  imports: [
    AuditModule,
    BarbersModule,
    BookingsModule,
    CalendarsModule,
    ChatModule,
    CredentialsModule,
    DeliveriesModule,
    DevicesModule,
    ExportsModule,
    FeedModule,
    IdentitiesModule,
    NotificationsModule,
    UploadsModule,
    ClosingModule,
    UsersModule,
    VerificationModule,
  ],
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
