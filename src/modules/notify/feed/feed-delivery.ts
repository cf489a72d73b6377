import { Inject, Injectable, type LoggerService, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER } from '../../../common/logging/logging.tokens.ts';
import { RealtimeBus } from '../../../common/realtime/realtime-bus.ts';
import { rooms } from '../../../common/realtime/rooms.ts';
import { toDurableMessage } from './feed.dto.ts';
import { FeedRepository, type StoredMessage } from './feed.repository.ts';

/** How long sent messages wait, in milliseconds, until they are marked as sent together. */
const MARK_AFTER_MS = 100;

/** Hands committed messages to the sockets of their user on every node, and marks the messages as sent in batches. */
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

  deliver(messages: StoredMessage[]): void {
    for (const message of messages) {
      const reached = this.bus.emit(rooms.user(message.userId), message.name, toDurableMessage(message));
      // When Redis is away, other nodes miss the message. The message stays unmarked, and a worker sends it later (`sendUnsent`).
      if (reached) this.sent.push(message.id);
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
      .catch(
        (error: unknown) =>
          void this.logger.warn(`messages could not be marked as sent: ${String(error)}`, 'FeedDelivery'),
      );
  }
}
