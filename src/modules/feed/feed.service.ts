import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { FieldCrypto } from '../../common/crypto/field-crypto.ts';
import { newId } from '../../common/database/ids.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { Clock } from '../../common/time/clock.ts';
import { FEED_PAGE, FEED_PAGE_TEXT, type DurableMessage, type MissedMessages } from './feed.dto.ts';
import { FeedDelivery, type Delivery } from './feed-delivery.ts';
import { DATA } from './feed.schema.ts';
import { FeedRepository, type StoredMessage } from './feed.repository.ts';

const DAY = 86_400_000;

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
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Tells a user, when and if the caller's unit of work commits. `key` names the fact: a second message of it to the same user aborts. */
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
    const rows = await this.feed.findAfter(userId, since, { limit: FEED_PAGE + 1, text: FEED_PAGE_TEXT });
    const page = pageOf(rows);
    const first = rows[0]?.seq ?? latest + 1;
    return {
      events: page.map((row) => this.open(row)),
      more: rows.length > page.length,
      latest: Math.max(latest, rows.at(-1)?.seq ?? 0),
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
    const rows = await this.feed.findUnsent(before, limit);
    this.delivery.deliver(rows.map((row) => ({ ...row, message: this.open(row) })));
    return rows.length;
  }

  async eraseOf(userId: string): Promise<void> {
    await this.feed.deleteOf(userId);
  }

  /** Last in the transaction, users in ascending order: writers that meet wait for each other only here, and never in a circle. */
  private async number(news: News[]): Promise<void> {
    const at = this.clock.now();
    const deliveries: Delivery[] = [];
    const byUser = [...Map.groupBy(news, ({ userId }) => userId)].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [userId, mine] of byUser) {
      const before = (await this.feed.advance(userId, mine.length)) - mine.length;
      for (const [i, { name, data, key }] of mine.entries())
        deliveries.push({
          id: newId(),
          userId,
          key,
          message: { seq: before + 1 + i, name, data, at: at.toISOString() },
        });
    }
    await this.feed.insert(deliveries.map((delivery) => this.seal(delivery, at)));
    this.unitOfWork.afterCommit(() => this.delivery.deliver(deliveries));
  }

  private seal({ id, userId, key, message: { seq, name, data } }: Delivery, at: Date): StoredMessage {
    const expireAt = new Date(at.getTime() + this.config.FEED_RETENTION_DAYS * DAY);
    return {
      id,
      userId,
      seq,
      key,
      name,
      data: this.crypto.encrypt(DATA, JSON.stringify(data)),
      at,
      sent: false,
      expireAt,
    };
  }

  private open({ seq, name, data, at }: StoredMessage): DurableMessage {
    const view = JSON.parse(this.crypto.decrypt(DATA, data)) as Record<string, unknown>;
    return { seq, name, data: view, at: at.toISOString() };
  }
}

/** At most FEED_PAGE messages, and fewer of long ones, so that no answer grows to megabytes. */
function pageOf(rows: StoredMessage[]): StoredMessage[] {
  let text = 0;
  return rows.slice(0, FEED_PAGE).filter(({ data }) => (text += data.length) <= FEED_PAGE_TEXT);
}
