import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { UserActor } from '../../common/auth/actor.ts';
import { InUnitOfWork, UnitOfWork } from '../../common/database/unit-of-work.ts';
import { Id } from '../../common/shapes/fields.ts';
import { decodeCursor, mapPage, toPage, type Page } from '../../common/shapes/pagination.ts';
import { createdId } from '../../common/idempotency/idempotency.context.ts';
import { Clock } from '../../common/time/clock.ts';
import { ChatAccess } from './chat-access.ts';
import { ConversationViews } from './conversation-views.ts';
import type {
  AdminReportView,
  ConversationView,
  ListConversations,
  ListReports,
  ReportConversation,
  ReportView,
} from './chat.dto.ts';
import { conversationBlocked } from './chat.errors.ts';
import { ChatRepository } from './chat.repository.ts';

const Position = z.tuple([z.iso.datetime(), z.string()]);

/**
 * Lists, blocks and reports conversations. Methods about one conversation throw 404 `not-found` for users who are not a party.
 */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly chat: ChatRepository,
    private readonly access: ChatAccess,
    private readonly views: ConversationViews,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Returns a page of the user's conversations, newest activity first. */
  async list(userId: string, { limit, cursor }: ListConversations): Promise<Page<ConversationView>> {
    const [activityAt, id] = cursor ? decodeCursor(cursor, Position) : [];
    const after = activityAt && id ? { activityAt: new Date(activityAt), id } : undefined;
    const found = await this.chat.list(userId, limit + 1, after);
    const { items, nextCursor } = toPage(found, limit, (last) => [last.activityAt.toISOString(), last.id]);
    return { items: await this.views.of(items, userId), nextCursor };
  }

  /** Creates the conversation, so that both parties see it on their lists before anybody has written. */
  @InUnitOfWork()
  async open(conversationId: string): Promise<void> {
    const pair = await this.access.pairOf(conversationId);
    if (pair) await this.chat.open(conversationId, pair, this.clock.now());
  }

  /**
   * Blocks the conversation: nobody can write until every party who blocked it has unblocked it. A repeated call changes nothing.
   */
  block(actor: UserActor, conversationId: string): Promise<ConversationView> {
    return this.setBlocked(actor, conversationId, true);
  }

  /** Removes the block of this user. Throws 403 `conversation-blocked` when only the other party has blocked the conversation. */
  unblock(actor: UserActor, conversationId: string): Promise<ConversationView> {
    return this.setBlocked(actor, conversationId, false);
  }

  /** Reports the conversation to the admins. A user may report the same conversation many times. */
  async report(actor: UserActor, conversationId: string, { reason }: ReportConversation): Promise<ReportView> {
    await this.access.seatOf(actor.id, conversationId);
    const report = { id: createdId(), conversationId, reporterId: actor.id, reason, at: this.clock.now() };
    return this.unitOfWork.answer(async () => {
      await this.chat.insertReport(report);
      return { id: report.id, at: report.at.toISOString() };
    });
  }

  /** Returns a page of reports for admins, newest first. */
  async reports({ limit, cursor }: ListReports): Promise<Page<AdminReportView>> {
    const found = await this.chat.listReports(limit + 1, cursor === undefined ? undefined : decodeCursor(cursor, Id));
    const page = toPage(found, limit, ({ id }) => id);
    return mapPage(page, ({ at, ...report }) => ({ ...report, at: at.toISOString() }));
  }

  private async setBlocked(actor: UserActor, conversationId: string, blocked: boolean): Promise<ConversationView> {
    const { pair } = await this.access.seatOf(actor.id, conversationId);
    return this.unitOfWork.answer(async () => {
      const { blockedBy } = await this.chat.open(conversationId, pair, this.clock.now());
      if (!blocked && blockedBy.length && !blockedBy.includes(actor.id)) throw conversationBlocked();
      const conversation = await this.chat.setBlocked(conversationId, actor.id, blocked);
      return this.views.one(conversation, actor.id);
    });
  }
}
