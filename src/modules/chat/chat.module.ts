import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { BookingsModule } from '../bookings/bookings.module.ts';
import { FeedModule } from '../feed/feed.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { UploadsModule } from '../uploads/uploads.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { Attachments } from './attachments.ts';
import { ChatAccess } from './chat-access.ts';
import { ChatNews } from './chat-news.ts';
import { ChatNoticesService } from './chat-notices.service.ts';
import { ChatPersonalData } from './chat.personal-data.ts';
import { ChatRepository } from './chat.repository.ts';
import { ConversationSchema, MessageSchema, ReportSchema } from './chat.schema.ts';
import { ConversationViews } from './conversation-views.ts';
import { ConversationsService } from './conversations.service.ts';
import { MessagesService } from './messages.service.ts';
import { NewMessages } from './new-messages.ts';
import { ReadingService } from './reading.service.ts';

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
    ChatNoticesService,
    Attachments,
    ConversationViews,
    ConversationsService,
    NewMessages,
    MessagesService,
    ReadingService,
    ChatPersonalData,
  ],
  exports: [ConversationsService, MessagesService, ReadingService, ChatNoticesService],
})
export class ChatModule {}
