import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BarbersModule } from '../shop/barbers/barbers.module.ts';
import { BookingsModule } from '../booking/bookings/bookings.module.ts';
import { FeedModule } from '../notify/feed/feed.module.ts';
import { NotificationsModule } from '../notify/notifications/notifications.module.ts';
import { UploadsModule } from '../files/uploads/uploads.module.ts';
import { UsersModule } from '../accounts/users/users.module.ts';
import { Attachments } from './messages/attachments.ts';
import { ChatAccess } from './chat-access.ts';
import { ChatNews } from './chat-news.ts';
import { ChatNotificationsService } from './chat-notifications.service.ts';
import { ChatPersonalData } from './chat.personal-data.ts';
import { ChatRepository } from './chat.repository.ts';
import { ConversationSchema, MessageSchema, ReportSchema } from './chat.schema.ts';
import { ConversationViews } from './conversation-views.ts';
import { ConversationsService } from './conversations.service.ts';
import { MessagesService } from './messages/messages.service.ts';
import { NewMessages } from './messages/new-messages.ts';
import { ReadingService } from './messages/reading.service.ts';

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
    ChatNotificationsService,
    Attachments,
    ConversationViews,
    ConversationsService,
    NewMessages,
    MessagesService,
    ReadingService,
    ChatPersonalData,
  ],
  exports: [ConversationsService, MessagesService, ReadingService, ChatNotificationsService],
})
export class ChatModule {}
