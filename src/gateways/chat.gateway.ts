import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import type { MessageView, ReadMessages, SocketSendMessage, TypeMessage } from '../modules/chat/chat.dto.ts';
import { MessagesService } from '../modules/chat/messages/messages.service.ts';
import { ReadingService } from '../modules/chat/messages/reading.service.ts';
import { Gateway } from './gateway.decorator.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';

/** Writes messages, as over HTTP, and handles what only makes sense while a user looks at a conversation. */
@Gateway()
export class ChatGateway {
  constructor(
    private readonly messages: MessagesService,
    private readonly reading: ReadingService,
  ) {}

  @SubscribeMessage('message.send')
  send(
    @ConnectedSocket() { data: { actor } }: AuthenticatedSocket,
    @MessageBody() { conversationId, ...message }: SocketSendMessage,
  ): Promise<MessageView> {
    return this.messages.send(actor, conversationId, message);
  }

  @SubscribeMessage('message.read')
  read(@ConnectedSocket() { data: { actor } }: AuthenticatedSocket, @MessageBody() mark: ReadMessages): Promise<void> {
    return this.reading.read(actor, mark);
  }

  @SubscribeMessage('message.typing')
  typing(
    @ConnectedSocket() { data: { actor } }: AuthenticatedSocket,
    @MessageBody() { conversationId }: TypeMessage,
  ): Promise<void> {
    return this.reading.typing(actor, conversationId);
  }
}
