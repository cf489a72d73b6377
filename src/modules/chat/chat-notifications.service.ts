import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../common/database/unit-of-work.ts';
import type { DomainEvents } from '../../common/events/domain-events.ts';
import { NotificationsService } from '../notify/notifications/notifications.service.ts';
import { sideOf } from './chat.policy.ts';
import { ChatRepository } from './chat.repository.ts';

/** Returns the `about` of a notification about a conversation. */
const subjectOf = (conversationId: string): string => `conversation:${conversationId}`;

/** Notifies users of new messages, with at most one unread notification per conversation. */
@Injectable()
export class ChatNotificationsService {
  constructor(
    private readonly chat: ChatRepository,
    private readonly notifications: NotificationsService,
  ) {}

  /** Notifies the receiver, unless an unread notification about the conversation exists or the receiver has read the message. */
  @InUnitOfWork()
  async notifyReceiver(fact: DomainEvents['message.created']): Promise<void> {
    const { conversationId, number, senderId, receiverId, messageId } = fact;
    const conversation = await this.chat.find(conversationId);
    const side = conversation && sideOf(receiverId, conversation);
    // A receiver who looks at the conversation may read the message before this job runs.
    if (!side || conversation.read[side] >= number) return;
    const data = { conversationId, messageId, senderId };
    await this.notifications.notifyOnce(receiverId, 'message-created', data, subjectOf(conversationId));
  }

  /** Marks the notification about the conversation as read, because the user has looked at the conversation. */
  @InUnitOfWork()
  async markRead(userId: string, conversationId: string): Promise<void> {
    await this.notifications.markReadAbout(userId, subjectOf(conversationId));
  }
}
