import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor, Roles } from '../../../common/auth/auth.decorators.ts';
import { notFound, tooBusy } from '../../../common/errors/common.errors.ts';
import { Id } from '../../../common/shapes/fields.ts';
import { Returns } from '../../../common/http/returns.ts';
import { DocumentLinksService } from './document-links.service.ts';
import {
  Decision,
  ListVerifications,
  VerificationDetail,
  VerificationPage,
  VerificationView,
} from './verification.dto.ts';
import { submissionChanged } from './verification.errors.ts';
import { VerificationService } from './verification.service.ts';

@ApiTags('admin')
@Roles('admin')
@Controller('admin/verifications')
export class VerificationController {
  constructor(
    private readonly verification: VerificationService,
    private readonly documents: DocumentLinksService,
  ) {}

  @Get()
  @Returns(200, VerificationPage)
  list(@Query({ schema: ListVerifications }) query: ListVerifications) {
    return this.verification.list(query);
  }

  /**
   * Returns the verification with links to its documents, which work for 60 seconds. The audit log records that they were opened.
   */
  @Get(':userId')
  @Returns(200, VerificationDetail, [notFound, tooBusy])
  open(@CurrentActor() actor: UserActor, @Param('userId', { schema: Id }) userId: string) {
    return this.documents.open(actor, userId);
  }

  @Post(':userId/approve')
  @Returns(200, VerificationView, [notFound, submissionChanged])
  approve(
    @CurrentActor() actor: UserActor,
    @Param('userId', { schema: Id }) userId: string,
    @Body({ schema: Decision }) body: Decision,
  ) {
    return this.verification.approve(actor, userId, body);
  }

  @Post(':userId/reject')
  @Returns(200, VerificationView, [notFound, submissionChanged])
  reject(
    @CurrentActor() actor: UserActor,
    @Param('userId', { schema: Id }) userId: string,
    @Body({ schema: Decision }) body: Decision,
  ) {
    return this.verification.reject(actor, userId, body);
  }
}
