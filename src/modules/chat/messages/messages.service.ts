import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { UserActor } from '../../../common/auth/actor.ts';
import { Turns } from '../../../common/concurrency/turns.ts';
import { isDuplicateKey } from '../../../common/database/plain.ts';
import { decodeCursor, toPage, type Page } from '../../../common/shapes/pagination.ts';
import { Attachments } from './attachments.ts';
import { ChatAccess } from '../chat-access.ts';
import type { ListMessages, MessageView, SendMessage } from '../chat.dto.ts';
import { conversationClosed } from '../chat.errors.ts';
import { ChatRepository } from '../chat.repository.ts';
import { NewMessages } from './new-messages.ts';

/** Sends and lists messages. Every method throws 404 `not-found` for users who are not a party to the conversation. */
@Injectable()
export class MessagesService {
  /** Messages of one conversation are stored one after another, because parallel transactions would collide on its number. */
  private readonly turns = new Turns();

  constructor(
    private readonly chat: ChatRepository,
    private readonly access: ChatAccess,
    private readonly attachments: Attachments,
    private readonly newMessages: NewMessages,
  ) {}

  /**
   * Stores a message. Returns the stored message when its `clientId` is already known. Throws 422 `conversation-closed` or
   * `upload-not-usable`, 403 `conversation-blocked`.
   */
  async send(actor: UserActor, conversationId: string, input: SendMessage): Promise<MessageView> {
    const [seat, known, isClosed] = await Promise.all([
      this.access.seatOf(actor.id, conversationId),
      this.chat.findByClientId(conversationId, actor.id, input.clientId),
      this.access.isClosed(conversationId),
    ]);
    if (known) return this.attachments.viewOf(known);
    if (isClosed) throw conversationClosed();
    try {
      return await this.turns.take(conversationId, () => this.newMessages.store(seat, input));
    } catch (error) {
      // The same message came twice at the same time. The other request has stored it, and this transaction has been aborted.
      const other = isDuplicateKey(error) && (await this.chat.findByClientId(conversationId, actor.id, input.clientId));
      if (!other) throw error;
      return this.attachments.viewOf(other);
    }
  }

  /** Returns a page of messages, newest first, also when the conversation is closed or blocked. */
  async list(userId: string, conversationId: string, { limit, cursor }: ListMessages): Promise<Page<MessageView>> {
    await this.access.seatOf(userId, conversationId);
    const before = cursor === undefined ? undefined : decodeCursor(cursor, z.int());
    const found = await this.chat.listMessages(conversationId, limit + 1, before);
    const { items, nextCursor } = toPage(found, limit, ({ number }) => number);
    return { items: await this.attachments.viewsOf(items), nextCursor };
  }
}
