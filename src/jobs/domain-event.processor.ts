import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import type { Job } from 'bullmq';
import { isDuplicateKey } from '../common/database/plain.ts';
import { UnitOfWork } from '../common/database/unit-of-work.ts';
import type { DomainEvent } from '../common/events/domain-events.ts';
import { OutboxRepository } from '../common/events/outbox.repository.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import type { QueuePayloads } from '../common/queues/queues.ts';
import { Clock } from '../common/time/clock.ts';
import type { QueueProcessor } from './queue-processor.ts';
import type { Subscriber } from './subscribers/subscriber.ts';
import { Subscribers } from './subscribers/subscribers.ts';

/** Hands one event to one subscriber, once in effect: see `Subscriber.atomic` for how effect and proof go together. */
@Injectable()
export class DomainEventProcessor implements QueueProcessor<'domain-events'> {
  readonly queue = 'domain-events';

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  async process({ data }: Pick<Job<QueuePayloads['domain-events']>, 'data'>): Promise<void> {
    const subscriber = this.subscribers.named(data.subscriber);
    const event = await this.outbox.findById(data.eventId);
    if (!subscriber || !event) {
      this.logger.warn(`nothing to do for ${data.eventId} at ${data.subscriber}`, 'DomainEventProcessor');
      return;
    }
    try {
      await (subscriber.atomic ? this.handleWithProof(subscriber, event) : this.handleThenProve(subscriber, event));
    } catch (error) {
      // When a job runs a second time, its proof collides with the proof of the first run. Any other duplicate key is an error.
      if (!isDuplicateKey(error) || !(await this.outbox.isHandled(event.id, subscriber.name))) throw error;
    }
  }

  /** Writes the proof first, so that a second run of the job collides with the proof before the run has any effect. */
  private handleWithProof(subscriber: Subscriber, event: DomainEvent): Promise<void> {
    return this.unitOfWork.run(async () => {
      await this.prove(subscriber, event);
      await subscriber.handle(event);
    });
  }

  private async handleThenProve(subscriber: Subscriber, event: DomainEvent): Promise<void> {
    if (await this.outbox.isHandled(event.id, subscriber.name)) return;
    await subscriber.handle(event);
    await this.unitOfWork.run(() => this.prove(subscriber, event));
  }

  private prove({ name }: Subscriber, { id }: DomainEvent): Promise<void> {
    return this.outbox.insertInbox(id, name, this.clock.now());
  }
}
