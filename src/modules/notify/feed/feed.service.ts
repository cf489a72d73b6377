import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { newId } from '../../../common/database/ids.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { Clock } from '../../../common/time/clock.ts';
import { DAY, plus } from '../../../common/time/durations.ts';
import { FEED_PAGE, FEED_PAGE_TEXT, toDurableMessage, type MissedMessages } from './feed.dto.ts';
import { FeedDelivery } from './feed-delivery.ts';
import { FeedRepository, type StoredMessage } from './feed.repository.ts';

interface News {
  userId: string;
  name: string;
  data: Record<string, unknown>;
  key: string;
}

/** Durable messages: numbered without a gap per user, in the transaction of the write they tell of. */
@Injectable()
export class FeedService {
  /** What the present units of work have to tell, until they are about to commit. */
  private readonly waiting = new WeakMap<object, News[]>();

  constructor(
    private readonly feed: FeedRepository,
    private readonly delivery: FeedDelivery,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Tells a user, when and if the unit of work commits. `key` names the fact: a second message about it to the same user aborts. */
  @InUnitOfWork()
  tell(userId: string, name: string, data: Record<string, unknown>, key: string): void {
    const unit = this.unitOfWork.current();
    const news = this.waiting.get(unit);
    if (news) return void news.push({ userId, name, data, key });
    const first = [{ userId, name, data, key }];
    this.waiting.set(unit, first);
    this.unitOfWork.beforeCommit(() => this.number(first));
  }

  /** What came after that number, at most a page of it. */
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

  /** Sends what a writer committed and did not live to send; returns how many. Clients drop what they have. */
  async sendUnsent(before: Date, limit = 500): Promise<number> {
    const messages = await this.feed.findUnsent(before, limit);
    this.delivery.deliver(messages);
    return messages.length;
  }

  /** Last in the transaction, users in ascending order: writers that meet wait for each other only here, and never in a circle. */
  private async number(news: News[]): Promise<void> {
    const at = this.clock.now();
    const expireAt = plus(at, this.config.FEED_RETENTION_DAYS * DAY);
    const messages: StoredMessage[] = [];
    const byUser = [...Map.groupBy(news, ({ userId }) => userId)].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [userId, mine] of byUser) {
      const before = (await this.feed.advance(userId, mine.length)) - mine.length;
      for (const [i, { name, data, key }] of mine.entries())
        messages.push({ id: newId(), userId, seq: before + 1 + i, key, name, data, at, sent: false, expireAt });
    }
    await this.feed.insert(messages);
    this.unitOfWork.afterCommit(() => this.delivery.deliver(messages));
  }
}
