import { Inject, Injectable, type LoggerService, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER } from '../../common/logging/logging.tokens.ts';
import { RealtimeBus } from '../../common/realtime/realtime-bus.ts';
import { rooms } from '../../common/realtime/rooms.ts';
import type { DurableMessage } from './feed.dto.ts';
import { FeedRepository } from './feed.repository.ts';

/** How long sent messages wait for others before they are marked together. */
const MARK_AFTER_MS = 100;

export interface Delivery {
  id: string;
  userId: string;
  key: string;
  message: DurableMessage;
}

/** Hands committed messages to the sockets of their user on every node, and notes which ones, a bundle at a time. */
@Injectable()
export class FeedDelivery implements OnModuleDestroy {
  private sent: string[] = [];
  private timer: NodeJS.Timeout | undefined;
  private marking = Promise.resolve();

  constructor(
    private readonly feed: FeedRepository,
    private readonly bus: RealtimeBus,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  deliver(deliveries: Delivery[]): void {
    for (const { id, userId, message } of deliveries) {
      const reached = this.bus.emit(rooms.user(userId), message.name, message);
      // Nodes that could not hear of it get it from the relay, once there is a way to them.
      if (reached) this.sent.push(id);
    }
    if (this.sent.length) this.timer ??= setTimeout(() => this.mark(), MARK_AFTER_MS);
  }

  async onModuleDestroy(): Promise<void> {
    this.mark();
    await this.marking;
  }

  private mark(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const ids = this.sent;
    this.sent = [];
    if (!ids.length) return;
    this.marking = this.marking
      .then(() => this.feed.markSent(ids))
      .catch((error: unknown) => void this.logger.warn(`not marked as sent: ${String(error)}`, 'FeedDelivery'));
  }
}
