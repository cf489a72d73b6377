import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { DeliveriesModule } from '../../notify/deliveries/deliveries.module.ts';
import { FeedModule } from '../../notify/feed/feed.module.ts';
import { StandingModule } from '../standing/standing.module.ts';
import { UploadsModule } from '../../files/uploads/uploads.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { DecisionLettersService } from './decision-letters.service.ts';
import { DocumentLinksService } from './document-links.service.ts';
import { DocumentsService } from './documents.service.ts';
import { SubmissionSchema } from './submission.schema.ts';
import { SubmissionsRepository } from './submissions.repository.ts';
import { SubmissionsService } from './submissions.service.ts';
import { VerificationNews } from './verification-news.ts';
import { VerificationViews } from './verification-views.ts';
import { VerificationPersonalData } from './verification.personal-data.ts';
import { VerificationService } from './verification.service.ts';

@Module({
  imports: [
    MongooseModule.forFeature([{ name: 'VerificationSubmission', schema: SubmissionSchema }]),
    DeliveriesModule,
    FeedModule,
    StandingModule,
    UploadsModule,
    UsersModule,
  ],
  providers: [
    VerificationPersonalData,
    DecisionLettersService,
    DocumentsService,
    SubmissionsRepository,
    SubmissionsService,
    VerificationNews,
    VerificationViews,
    VerificationService,
    DocumentLinksService,
  ],
  exports: [DecisionLettersService, DocumentsService, SubmissionsService, VerificationService, DocumentLinksService],
})
export class VerificationModule {}
