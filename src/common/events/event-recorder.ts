import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config/config.ts';
import { newId } from '../database/ids.ts';
import { InUnitOfWork, UnitOfWork } from '../database/unit-of-work.ts';
import { REDIS } from '../redis/redis.tokens.ts';
import { Clock } from '../time/clock.ts';
import type { DomainEvent, DomainEvents, EventName } from './domain-events.ts';
import { OutboxRepository } from './outbox.repository.ts';

/** The Redis channel on which a committed write nudges the relay. A lost nudge costs one interval of the poll. */
export const nudgeChannel = ({ REDIS_PREFIX }: Pick<Config, 'REDIS_PREFIX'>): string => `${REDIS_PREFIX}:outbox`;

/** Records events as rows of the outbox. No subscriber gets an event before the commit. */
@Injectable()
export class EventRecorder {
  constructor(
    private readonly outbox: OutboxRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @InUnitOfWork()
  async record<N extends EventName>(name: N | N[], payload: DomainEvents[N]): Promise<void> {
    const at = this.clock.now();
    await this.outbox.insert(
      [name].flat().map((each) => ({ id: newId(), name: each, payload, at }) as unknown as DomainEvent),
    );
    this.unitOfWork.afterCommit(() => void this.redis.publish(nudgeChannel(this.config), '1').catch(() => undefined));
  }
}
