import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { MongooseModule } from '@nestjs/mongoose';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { ownUrl } from '../../../common/http/own-url.ts';
import { Clock } from '../../../common/time/clock.ts';
import { LocalStore } from './stores/local-store.ts';
import { ObjectStore } from './stores/object-store.service.ts';
import { S3Store } from './stores/s3-store.ts';
import { UploadCheck } from './checks/upload-check.ts';
import { UploadChecksService } from './checks/upload-checks.service.ts';
import { UploadSchema } from './upload.schema.ts';
import { UploadsPersonalData } from './uploads.personal-data.ts';
import { UploadsRepository } from './uploads.repository.ts';
import { UploadsService } from './uploads.service.ts';

function createStore(config: Config, clock: Clock, host: HttpAdapterHost): ObjectStore {
  if (config.S3_BUCKET !== undefined) return new S3Store(config, clock);
  const baseUrl = () => `${ownUrl(config, host)}/api/v1`;
  return new LocalStore(join(config.DATA_DIR, 'uploads'), config.JWT_SECRET, clock, baseUrl);
}

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Upload', schema: UploadSchema }])],
  providers: [
    UploadsRepository,
    UploadsService,
    UploadCheck,
    UploadChecksService,
    UploadsPersonalData,
    { provide: ObjectStore, inject: [CONFIG, Clock, HttpAdapterHost], useFactory: createStore },
  ],
  exports: [UploadsService, UploadChecksService, ObjectStore],
})
export class UploadsModule {}
