import { Module } from '@nestjs/common';
import { UploadsModule } from './uploads/uploads.module.ts';

/** Files that people send. */
@Module({ exports: [UploadsModule], imports: [UploadsModule] })
export class FilesModule {}
