import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../common/database/unit-of-work.ts';
import type { DomainEvents } from '../../common/events/domain-events.ts';
import { NotificationsService } from '../notify/notifications/notifications.service.ts';
import { sideOf } from './chat.policy.ts';
import { ChatRepository } from './chat.repository.ts';

/** What a notification about a conversation is about. */
const subjectOf = (conversationId: string): string => `conversation:${conversationId}`;

/** Notifications that somebody wrote: one per conversation, until the receiver has read it. */
@Injectable()
export class ChatNoticesService {
  constructor(
    private readonly chat: ChatRepository,
    private readonly notifications: NotificationsService,
  ) {}

  /** Notifies the receiver, unless an unread notification about the conversation is there or the message was read. */
  @InUnitOfWork()
  async notifyReceiver(fact: DomainEvents['message.created']): Promise<void> {
    const { conversationId, number, senderId, receiverId, messageId } = fact;
    const conversation = await this.chat.find(conversationId);
    const side = conversation && sideOf(receiverId, conversation);
    // A receiver who looks at the conversation has read the message before the queue comes to it.
    if (!side || conversation.read[side] >= number) return;
    const data = { conversationId, messageId, senderId };
    await this.notifications.notifyOnce(receiverId, 'message-created', data, subjectOf(conversationId));
  }

  /** The user has looked at the conversation: the notification about it is read. */
  @InUnitOfWork()
  async markRead(userId: string, conversationId: string): Promise<void> {
    await this.notifications.markReadAbout(userId, subjectOf(conversationId));
  }
}
