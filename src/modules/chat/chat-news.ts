import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../common/events/event-recorder.ts';
import { RealtimeBus } from '../../common/realtime/realtime-bus.ts';
import { rooms } from '../../common/realtime/rooms.ts';
import { FeedService } from '../notify/feed/feed.service.ts';
import type { Seat } from './chat-access.ts';
import type { MessageView, ReadView, TypingView } from './chat.dto.ts';
import type { Message } from './chat.repository.ts';

/** Tells both parties what happened in their conversation, on all their devices. */
@Injectable()
export class ChatNews {
  constructor(
    private readonly events: EventRecorder,
    private readonly feed: FeedService,
    private readonly bus: RealtimeBus,
  ) {}

  @InUnitOfWork()
  async written({ conversationId, userId, otherId }: Seat, message: Message, view: MessageView): Promise<void> {
    const { id, number } = message;
    const fact = { messageId: id, conversationId, number, senderId: userId, receiverId: otherId };
    await this.events.record('message.created', fact);
    for (const each of new Set([userId, otherId])) this.feed.tell(each, 'message.created', view, `message:${id}`);
  }

  @InUnitOfWork()
  read({ conversationId, userId, otherId }: Seat, { id, number }: Message): void {
    const view: ReadView = { conversationId, readerId: userId, upTo: id };
    for (const each of new Set([userId, otherId]))
      this.feed.tell(each, 'message.read', view, `message-read:${conversationId}:${userId}:${number}`);
  }

  /** Tells the other party that this user is typing. The message is lost when the other party is not connected. */
  typing({ conversationId, userId, otherId }: Seat): void {
    const view: TypingView = { conversationId, userId };
    this.bus.emit(rooms.user(otherId), 'message.typing', view);
  }
}
