import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import type { Job } from 'bullmq';
import { isDuplicateKey } from '../common/database/plain.ts';
import { UnitOfWork } from '../common/database/unit-of-work.ts';
import { OutboxRepository } from '../common/events/outbox.repository.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import type { QueuePayloads } from '../common/queues/queues.ts';
import { Clock } from '../common/time/clock.ts';
import type { QueueProcessor } from './queue-processor.ts';
import { SUBSCRIBERS, type Subscriber } from './subscribers/subscriber.ts';

/** Hands one event to one subscriber, exactly once in effect: the proof and the effect share a transaction. */
@Injectable()
export class DomainEventProcessor implements QueueProcessor<'domain-events'> {
  readonly queue = 'domain-events';

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(SUBSCRIBERS) private readonly subscribers: Subscriber[],
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  async process({ data }: Pick<Job<QueuePayloads['domain-events']>, 'data'>): Promise<void> {
    const subscriber = this.subscribers.find(({ name }) => name === data.subscriber);
    const event = await this.outbox.findById(data.eventId);
    if (!subscriber || !event) {
      this.logger.warn(`nothing to do for ${data.eventId} at ${data.subscriber}`, 'DomainEventProcessor');
      return;
    }
    try {
      await this.unitOfWork.run(async () => {
        await this.outbox.insertInbox(event.id, subscriber.name, this.clock.now());
        await subscriber.handle(event);
      });
    } catch (error) {
      // A second delivery collides with the first one's proof; any other duplicate key is a real fault.
      if (!isDuplicateKey(error) || !(await this.outbox.isHandled(event.id, subscriber.name))) throw error;
    }
  }
}
