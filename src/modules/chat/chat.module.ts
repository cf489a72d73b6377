import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { BookingsModule } from '../bookings/bookings.module.ts';
import { FeedModule } from '../feed/feed.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { UploadsModule } from '../uploads/uploads.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { ChatAccess } from './chat-access.ts';
import { ChatNews } from './chat-news.ts';
import { ChatRepository } from './chat.repository.ts';
import { ConversationSchema, MessageSchema, ReportSchema } from './chat.schema.ts';
import { ConversationViews } from './conversation-views.ts';
import { ConversationsService } from './conversations.service.ts';
import { MessageViews } from './message-views.ts';
import { MessagesService } from './messages.service.ts';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Conversation', schema: ConversationSchema },
      { name: 'Message', schema: MessageSchema },
      { name: 'ConversationReport', schema: ReportSchema },
    ]),
    BarbersModule,
    BookingsModule,
    FeedModule,
    NotificationsModule,
    UploadsModule,
    UsersModule,
  ],
  providers: [
    ChatRepository,
    ChatAccess,
    ChatNews,
    MessageViews,
    ConversationViews,
    ConversationsService,
    MessagesService,
  ],
  exports: [ConversationsService, MessagesService],
})
export class ChatModule {}
