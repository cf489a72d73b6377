import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { EventRecorder } from './event-recorder.ts';
import { OutboxRepository } from './outbox.repository.ts';
import { InboxSchema, OutboxSchema } from './outbox.schema.ts';

@Global()
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Outbox', schema: OutboxSchema },
      { name: 'Inbox', schema: InboxSchema },
    ]),
  ],
  providers: [EventRecorder, OutboxRepository],
  exports: [EventRecorder, OutboxRepository],
})
export class EventsModule {}
