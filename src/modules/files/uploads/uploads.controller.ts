import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor } from '../../../common/auth/auth.decorators.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Id } from '../../../common/shapes/fields.ts';
import { Returns } from '../../../common/http/returns.ts';
import { CreateUpload, NewUploadView, UploadView } from './uploads.dto.ts';
import { tooManyUploads, uploadMissing } from './uploads.errors.ts';
import { UploadsService } from './uploads.service.ts';

/**
 * Receives files. A client declares a file, sends the file to the `url` of the answer, completes the upload, and waits until it
 * is ready.
 */
@ApiTags('uploads')
@Controller('uploads')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Post()
  @Returns(201, NewUploadView, [tooManyUploads])
  create(@CurrentActor() actor: UserActor, @Body({ schema: CreateUpload }) body: CreateUpload) {
    return this.uploads.create(actor, body);
  }

  @Post(':id/complete')
  @Returns(202, UploadView, [notFound, uploadMissing])
  complete(@CurrentActor() actor: UserActor, @Param('id', { schema: Id }) id: string) {
    return this.uploads.complete(actor, id);
  }

  @Get(':id')
  @Returns(200, UploadView, [notFound])
  get(@CurrentActor() actor: UserActor, @Param('id', { schema: Id }) id: string) {
    return this.uploads.view(actor, id);
  }
}
