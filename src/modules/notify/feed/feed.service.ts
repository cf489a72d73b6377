import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { newId } from '../../../common/database/ids.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { Clock } from '../../../common/time/clock.ts';
import { DAY, plus } from '../../../common/time/durations.ts';
import { FEED_PAGE, FEED_PAGE_TEXT, toDurableMessage, type MissedMessages } from './feed.dto.ts';
import { FeedDelivery } from './feed-delivery.ts';
import { FeedRepository, type StoredMessage } from './feed.repository.ts';

interface UnnumberedMessage {
  userId: string;
  name: string;
  data: Record<string, unknown>;
  key: string;
}

/** Durable messages. They are numbered per user without a gap, in the transaction of the change that they tell of. */
@Injectable()
export class FeedService {
  /** The messages of each open unit of work, until the unit of work is about to commit. */
  private readonly waiting = new WeakMap<object, UnnumberedMessage[]>();

  constructor(
    private readonly feed: FeedRepository,
    private readonly delivery: FeedDelivery,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Sends a message to a user if the unit of work commits. `key` names the fact: a second message with this key to the same user
   * aborts the unit of work.
   */
  @InUnitOfWork()
  tell(userId: string, name: string, data: Record<string, unknown>, key: string): void {
    const unit = this.unitOfWork.current();
    const messages = this.waiting.get(unit);
    if (messages) return void messages.push({ userId, name, data, key });
    const first = [{ userId, name, data, key }];
    this.waiting.set(unit, first);
    this.unitOfWork.beforeCommit(() => this.number(first));
  }

  /** Returns the messages after that number, at most one page. */
  async missed(userId: string, since: number): Promise<MissedMessages> {
    const latest = await this.latest(userId);
    const bounds = { limit: FEED_PAGE, text: FEED_PAGE_TEXT };
    const { messages, more } = await this.feed.findAfter(userId, since, bounds);
    const first = messages[0]?.seq ?? latest + 1;
    return {
      events: messages.map(toDurableMessage),
      more,
      latest: Math.max(latest, messages.at(-1)?.seq ?? 0),
      complete: first === since + 1 || since >= latest,
    };
  }

  async latest(userId: string): Promise<number> {
    return (await this.feed.findLatest([userId])).get(userId) ?? 0;
  }

  async latestOf(userIds: string[]): Promise<Map<string, number>> {
    return this.feed.findLatest(userIds);
  }

  /**
   * Sends messages from before `before` that a writer committed but could not send or mark. Returns how many. Clients drop
   * messages that they already have.
   */
  async sendUnsent(before: Date, limit = 500): Promise<number> {
    const messages = await this.feed.findUnsent(before, limit);
    this.delivery.deliver(messages);
    return messages.length;
  }

  /**
   * Numbers and stores the messages, last in the transaction and in ascending order of users. So writers wait for each other only
   * here and never in a deadlock.
   */
  private async number(unnumbered: UnnumberedMessage[]): Promise<void> {
    const at = this.clock.now();
    const expireAt = plus(at, this.config.FEED_RETENTION_DAYS * DAY);
    const messages: StoredMessage[] = [];
    const byUser = [...Map.groupBy(unnumbered, ({ userId }) => userId)].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [userId, mine] of byUser) {
      const before = (await this.feed.advance(userId, mine.length)) - mine.length;
      for (const [i, { name, data, key }] of mine.entries())
        messages.push({ id: newId(), userId, seq: before + 1 + i, key, name, data, at, sent: false, expireAt });
    }
    await this.feed.insert(messages);
    this.unitOfWork.afterCommit(() => this.delivery.deliver(messages));
  }
}
