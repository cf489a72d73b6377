import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { FeedRepository } from './feed.repository.ts';

const ERASED_AT_ONCE = 1_000;

@Injectable()
export class FeedPersonalData extends PersonalData {
  readonly module = 'feed';
  override readonly notExported = {
    feeds: 'a counter of the messages to your apps',
    feed_messages: 'the recent messages to your apps, which copy your bookings, messages and notifications',
  };

  constructor(
    registry: PersonalDataRegistry,
    private readonly feed: FeedRepository,
  ) {
    super(registry);
  }

  /** Erases the messages. The counter stays, so that no number is given twice. */
  override async erase(userId: string): Promise<void> {
    let erased: number;
    do erased = await this.feed.deleteSomeOf(userId, ERASED_AT_ONCE);
    while (erased === ERASED_AT_ONCE);
  }
}
