import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { EventsQuery, MissedMessages } from './feed.dto.ts';
import { FeedService } from './feed.service.ts';

@ApiTags('notifications')
@Controller('events')
export class FeedController {
  constructor(private readonly feed: FeedService) {}

  /** Returns the durable messages after that number, for clients that were away or have no socket. */
  @Get()
  @Returns(200, MissedMessages)
  missed(@CurrentActor() actor: UserActor, @Query({ schema: EventsQuery }) { since }: EventsQuery) {
    return this.feed.missed(actor.id, since);
  }
}
