import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { LOGGER } from '../../../common/logging/logging.tokens.ts';
import { Clock } from '../../../common/time/clock.ts';
import { MINUTE, SECOND } from '../../../common/time/durations.ts';
import { LeasedWork, type FailedAttempt } from '../../../common/work/leased-work.ts';
import { DeliveriesRepository, type StoredDelivery } from './deliveries.repository.ts';
import { CHANNELS, type Channel } from './delivery.schema.ts';
import { viewOf } from './delivery-view.ts';
import { Undeliverable } from './senders/sender.ts';
import { Senders } from './senders/senders.ts';

/** Hands each stored delivery to its provider, at least once. */
@Injectable()
export class DispatchService {
  readonly channels = CHANNELS;
  /** One `LeasedWork` per channel, so that a provider that does not answer delays only its own messages. */
  private readonly work: ReadonlyMap<Channel, LeasedWork<StoredDelivery>>;

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly senders: Senders,
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    this.work = new Map(CHANNELS.map((channel) => [channel, this.workOf(channel, logger)]));
  }

  /**
   * Sends at most `limit` due messages of each channel, until `stopping` is aborted. Returns how many messages were attempted.
   */
  async sendDue(limit: number, stopping?: AbortSignal): Promise<number> {
    const tried = await Promise.all(this.channels.map((channel) => this.sendDueBy(channel, limit, stopping)));
    return tried.reduce((sum, count) => sum + count);
  }

  /** Sends at most `limit` due messages of one channel, one after another. Returns how many messages were attempted. */
  sendDueBy(channel: Channel, limit: number, stopping = new AbortController().signal): Promise<number> {
    return this.work.get(channel)!.workOff(limit, stopping);
  }

  private workOf(channel: Channel, logger: LoggerService): LeasedWork<StoredDelivery> {
    const plan = {
      what: channel,
      // The lease is longer than any provider may take to answer.
      leaseMs: MINUTE,
      retryMs: 5 * SECOND,
      // Thirteen attempts take about six hours. Later, a code in the message is useless.
      maxAttempts: 13,
      take: (now: Date, leaseUntil: Date) => this.deliveries.takeDue(channel, now, leaseUntil),
      attempt: (delivery: StoredDelivery) => this.send(delivery),
      failed: ({ id }: StoredDelivery, { error, reason, retryAt, isLast }: FailedAttempt) =>
        this.deliveries.settle(id, {
          dueAt: isLast || error instanceof Undeliverable ? null : retryAt,
          failure: reason,
        }),
    };
    return new LeasedWork(plan, this.clock, logger);
  }

  private async send(delivery: StoredDelivery): Promise<void> {
    await this.senders.send(viewOf(this.crypto, delivery));
    await this.deliveries.settle(delivery.id, { dueAt: null, sentAt: this.clock.now(), failure: null });
  }
}
