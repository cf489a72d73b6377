import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { UserActor } from '../../common/auth/actor.ts';
import { Turns } from '../../common/concurrency/turns.ts';
import { isDuplicateKey } from '../../common/database/plain.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { notFound } from '../../common/errors/common.errors.ts';
import { decodeCursor, encodeCursor } from '../../common/http/pagination.ts';
import { createdId } from '../../common/idempotency/idempotency.context.ts';
import { Clock } from '../../common/time/clock.ts';
import { NotificationsService } from '../notifications/notifications.service.ts';
import { UploadsService } from '../uploads/uploads.service.ts';
import { ChatAccess, type Seat } from './chat-access.ts';
import { ChatNews } from './chat-news.ts';
import {
  toExportedMessage,
  type ListMessages,
  type MessageView,
  type ReadMessages,
  type SendMessage,
} from './chat.dto.ts';
import { conversationBlocked, conversationClosed } from './chat.errors.ts';
import { otherSide, sideOf } from './chat.policy.ts';
import { ChatRepository, type Message } from './chat.repository.ts';
import { MessageViews } from './message-views.ts';

const EXPORT_PAGE = 500;
/** What a notification about a conversation is about. */
const subjectOf = (conversationId: string): string => `conversation:${conversationId}`;

/** Writing, reading and typing. Every method answers 404 `not-found` to whoever is not one of the two. */
@Injectable()
export class MessagesService {
  /** Writers to one conversation would only collide on its number. */
  private readonly turns = new Turns();

  constructor(
    private readonly chat: ChatRepository,
    private readonly access: ChatAccess,
    private readonly news: ChatNews,
    private readonly views: MessageViews,
    private readonly uploads: UploadsService,
    private readonly notifications: NotificationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** A `clientId` that was stored before answers with that message. 422 `conversation-closed`, `upload-not-usable`, 403 `conversation-blocked`. */
  async send(actor: UserActor, conversationId: string, input: SendMessage): Promise<MessageView> {
    const [seat, known, isClosed] = await Promise.all([
      this.access.seatOf(actor.id, conversationId),
      this.chat.findByClientId(conversationId, actor.id, input.clientId),
      this.access.isClosed(conversationId),
    ]);
    if (known) return this.views.one(known);
    if (isClosed) throw conversationClosed();
    try {
      return await this.turns.take(conversationId, () => this.store(seat, input));
    } catch (error) {
      // The same message came twice at once: the other one is there, and the transaction that collided is over.
      const other = isDuplicateKey(error) && (await this.chat.findByClientId(conversationId, actor.id, input.clientId));
      if (!other) throw error;
      return this.views.one(other);
    }
  }

  /** Newest first; also when closed or blocked. */
  async list(
    actor: UserActor,
    conversationId: string,
    { limit, cursor }: ListMessages,
  ): Promise<{ items: MessageView[]; nextCursor: string | null }> {
    await this.access.seatOf(actor.id, conversationId);
    const before = cursor === undefined ? undefined : decodeCursor(cursor, z.int());
    const found = await this.chat.listMessages(conversationId, limit + 1, before);
    const page = found.slice(0, limit);
    const nextCursor = found.length > limit ? encodeCursor(page.at(-1)!.number) : null;
    return { items: await this.views.of(page), nextCursor };
  }

  /** Up to and with that message. What was read stays read: an older one changes nothing and tells nobody. */
  async read(actor: UserActor, { conversationId, upTo }: ReadMessages): Promise<void> {
    const seat = await this.access.seatOf(actor.id, conversationId);
    const message = await this.chat.findMessage(conversationId, upTo);
    if (!message) throw notFound();
    if (await this.isBlocked(conversationId)) return;
    await this.unitOfWork.answer(async () => {
      const unread = await this.chat.countAfter(conversationId, message.number, seat.otherId);
      if (!(await this.chat.markRead(conversationId, seat.side, message.number, unread))) return;
      await this.notifications.markReadAbout(seat.userId, subjectOf(conversationId));
      this.news.read(seat, message);
    });
  }

  /** Nobody hears of it while blocked. */
  async typing(actor: UserActor, conversationId: string): Promise<void> {
    const seat = await this.access.seatOf(actor.id, conversationId);
    if (!(await this.isBlocked(conversationId))) this.news.typing(seat);
  }

  /** Leaves the receiver one line per conversation until it is read. In the caller's unit of work. */
  async notifyReceiver(fact: {
    conversationId: string;
    number: number;
    senderId: string;
    receiverId: string;
    messageId: string;
  }): Promise<void> {
    const { conversationId, number, senderId, receiverId, messageId } = fact;
    const conversation = await this.chat.find(conversationId);
    const side = conversation && sideOf(receiverId, conversation);
    // Who sits in front of the conversation has read it before the queue comes to it.
    if (!side || conversation.read[side] >= number) return;
    const data = { conversationId, messageId, senderId };
    await this.notifications.notifyOnce(receiverId, 'message-created', data, subjectOf(conversationId));
  }

  /** All that was written in this person's conversations, by both; files by their ids, each among the uploads of who sent it. */
  async *exportOf(userId: string): AsyncGenerator<object> {
    for (const id of (await this.chat.idsOf(userId)).sort())
      for (let page, before; (page = await this.chat.listMessages(id, EXPORT_PAGE, before)).length;) {
        yield* page.map(toExportedMessage);
        before = page.at(-1)!.number;
      }
  }

  private store(seat: Seat, { clientId, text, attachmentIds = [] }: SendMessage): Promise<MessageView> {
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
      // After the message: one that came twice collides there, and is answered with the first.
      const use = { ownerId: userId, purpose: 'chat', usedBy: `message:${id}`, checked: true } as const;
      await this.uploads.use(attachmentIds, use);
      const view = await this.views.one(message);
      await this.news.written(seat, message, view);
      return view;
    });
  }

  private async isBlocked(conversationId: string): Promise<boolean> {
    return Boolean((await this.chat.find(conversationId))?.blockedBy.length);
  }
}
