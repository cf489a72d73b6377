import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { ChatAccess } from '../chat-access.ts';
import { ChatNews } from '../chat-news.ts';
import { ChatNotificationsService } from '../chat-notifications.service.ts';
import type { ReadMessages } from '../chat.dto.ts';
import { ChatRepository } from '../chat.repository.ts';

/**
 * Handles what a party does while they look at a conversation. Every method throws 404 `not-found` for users who are not a party
 * to the conversation.
 */
@Injectable()
export class ReadingService {
  constructor(
    private readonly chat: ChatRepository,
    private readonly access: ChatAccess,
    private readonly news: ChatNews,
    private readonly notifications: ChatNotificationsService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Marks everything up to and including that message as read. Nothing becomes unread again: an older message changes nothing and
   * nobody is told.
   */
  async read(actor: UserActor, { conversationId, upTo }: ReadMessages): Promise<void> {
    const seat = await this.access.seatOf(actor.id, conversationId);
    const message = await this.chat.findMessage(conversationId, upTo);
    if (!message) throw notFound();
    if (await this.isBlocked(conversationId)) return;
    await this.unitOfWork.answer(async () => {
      const unread = await this.chat.countAfter(conversationId, message.number, seat.otherId);
      if (!(await this.chat.markRead(conversationId, seat.side, message.number, unread))) return;
      await this.notifications.markRead(seat.userId, conversationId);
      this.news.read(seat, message);
    });
  }

  /** Tells the other party that this user is typing. Sends nothing while the conversation is blocked. */
  async typing(actor: UserActor, conversationId: string): Promise<void> {
    const seat = await this.access.seatOf(actor.id, conversationId);
    if (!(await this.isBlocked(conversationId))) this.news.typing(seat);
  }

  private async isBlocked(conversationId: string): Promise<boolean> {
    return Boolean((await this.chat.find(conversationId))?.blockedBy.length);
  }
}
