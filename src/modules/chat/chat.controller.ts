import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../common/auth/actor.ts';
import { CurrentActor } from '../../common/auth/auth.decorators.ts';
import { notFound } from '../../common/errors/common.errors.ts';
import { Id } from '../../common/shapes/fields.ts';
import { Returns } from '../../common/http/returns.ts';
import { uploadNotUsable } from '../files/uploads/uploads.errors.ts';
import {
  ConversationPage,
  ConversationView,
  ListConversations,
  ListMessages,
  MessagePage,
  MessageView,
  ReportConversation,
  ReportView,
  SendMessage,
} from './chat.dto.ts';
import { conversationBlocked, conversationClosed } from './chat.errors.ts';
import { ConversationsService } from './conversations.service.ts';
import { MessagesService } from './messages/messages.service.ts';

@ApiTags('chat')
@Controller('conversations')
export class ChatController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly messages: MessagesService,
  ) {}

  @Get()
  @Returns(200, ConversationPage)
  list(@CurrentActor() actor: UserActor, @Query({ schema: ListConversations }) query: ListConversations) {
    return this.conversations.list(actor.id, query);
  }

  @Get(':id/messages')
  @Returns(200, MessagePage, [notFound])
  listMessages(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: ListMessages }) query: ListMessages,
  ) {
    return this.messages.list(actor.id, id, query);
  }

  @Post(':id/messages')
  @Returns(201, MessageView, [conversationBlocked, notFound, conversationClosed, uploadNotUsable])
  send(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SendMessage }) body: SendMessage,
  ) {
    return this.messages.send(actor, id, body);
  }

  @Post(':id/block')
  @Returns(200, ConversationView, [notFound])
  block(@CurrentActor() actor: UserActor, @Param('id', { schema: Id }) id: string) {
    return this.conversations.block(actor, id);
  }

  @Post(':id/unblock')
  @Returns(200, ConversationView, [conversationBlocked, notFound])
  unblock(@CurrentActor() actor: UserActor, @Param('id', { schema: Id }) id: string) {
    return this.conversations.unblock(actor, id);
  }

  @Post(':id/report')
  @Returns(200, ReportView, [notFound])
  report(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReportConversation }) body: ReportConversation,
  ) {
    return this.conversations.report(actor, id, body);
  }
}
