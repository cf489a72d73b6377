import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { createdId } from '../../../common/idempotency/idempotency.context.ts';
import { Clock } from '../../../common/time/clock.ts';
import { Attachments } from './attachments.ts';
import type { Seat } from '../chat-access.ts';
import { ChatNews } from '../chat-news.ts';
import type { MessageView, SendMessage } from '../chat.dto.ts';
import { conversationBlocked } from '../chat.errors.ts';
import { otherSide } from '../chat.policy.ts';
import { ChatRepository, type Message } from '../chat.repository.ts';

/** Stores messages. No message is stored without its number, its attachments and the news about it. */
@Injectable()
export class NewMessages {
  constructor(
    private readonly chat: ChatRepository,
    private readonly attachments: Attachments,
    private readonly news: ChatNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores the message in one transaction. Throws 403 `conversation-blocked` or 422 `upload-not-usable`, and a duplicate key
   * error when the `clientId` is already stored.
   */
  store(seat: Seat, { clientId, text, attachmentIds = [] }: SendMessage): Promise<MessageView> {
    const { conversationId, userId, side, pair } = seat;
    const id = createdId();
    return this.unitOfWork.answer(async () => {
      const at = this.clock.now();
      const next = { messageId: id, at, receiver: otherSide(side) };
      const { blockedBy, lastNumber: number } = await this.chat.advance(conversationId, pair, next);
      if (blockedBy.length) throw conversationBlocked();
      const attached = attachmentIds.length > 0 && { attachmentIds };
      const message: Message = { id, conversationId, number, senderId: userId, clientId, text, at, ...attached };
      await this.chat.insertMessage(message);
      // The uploads are used after the message is stored. A repeated message thus fails with a duplicate key and is answered by
      // the first.
      await this.attachments.use(message);
      const view = await this.attachments.viewOf(message);
      await this.news.written(seat, message, view);
      return view;
    });
  }
}
