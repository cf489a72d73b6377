import { LocalFilesController } from './uploads/stores/local-files.controller.ts';
import { UploadsController } from './uploads/uploads.controller.ts';

export const FILES_CONTROLLERS = [LocalFilesController, UploadsController];
