import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { FieldCrypto } from '../../common/crypto/field-crypto.ts';
import { LOGGER } from '../../common/logging/logging.tokens.ts';
import { redactText } from '../../common/logging/redact.ts';
import { Clock } from '../../common/time/clock.ts';
import { DeliveriesRepository, type StoredDelivery } from './deliveries.repository.ts';
import { CHANNELS, type Channel } from './delivery.schema.ts';
import { viewOf } from './delivery-view.ts';
import { Undeliverable } from './sender.ts';
import { Senders } from './senders.ts';

/** Longer than any provider may take to answer, or another node would send it meanwhile. */
const LEASE_MS = 60_000;
const RETRY_MS = 5_000;
/** About six hours in all: nobody wants yesterday's code. */
const MOST_ATTEMPTS = 13;

/** Hands what was written to its provider, at least once. */
@Injectable()
export class DispatchService {
  readonly channels = CHANNELS;

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly senders: Senders,
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  /** Sends what is due, until `stopping`; at most as many of each channel. Returns how many were tried. */
  async sendDue(limit: number, stopping?: AbortSignal): Promise<number> {
    const tried = await Promise.all(this.channels.map((channel) => this.sendDueBy(channel, limit, stopping)));
    return tried.reduce((sum, count) => sum + count);
  }

  /** The same of one channel, one after the other: a provider that does not answer holds up none of the others. */
  async sendDueBy(channel: Channel, limit: number, stopping?: AbortSignal): Promise<number> {
    let tried = 0;
    for (; tried < limit && !stopping?.aborted; tried++) {
      const now = this.clock.now();
      const due = await this.deliveries.claimDue(channel, now, new Date(now.getTime() + LEASE_MS));
      if (!due) break;
      await this.attempt(due);
    }
    return tried;
  }

  private async attempt(delivery: StoredDelivery): Promise<void> {
    try {
      await this.senders.send(viewOf(this.crypto, delivery));
      await this.deliveries.settle(delivery.id, { dueAt: null, sentAt: this.clock.now(), failure: null });
    } catch (error) {
      const { id, attempts, channel, template } = delivery;
      const isOver = attempts >= MOST_ATTEMPTS || error instanceof Undeliverable;
      const dueAt = isOver ? null : new Date(this.clock.now().getTime() + RETRY_MS * 2 ** (attempts - 1));
      // Providers quote the address, which is sealed everywhere else.
      const failure = redactText((error as Error).message).slice(0, 500);
      await this.deliveries.settle(id, { dueAt, failure });
      this.logger.warn(`${channel} ${template} ${id}, attempt ${attempts}: ${failure}`, 'Deliveries');
    }
  }
}
