import type { Plain } from '../../../common/database/plain.ts';
import type { UploadRecord } from './upload.schema.ts';

export const UPLOAD_PURPOSES = ['id_document', 'certificate', 'avatar', 'chat'] as const;
export type UploadPurpose = (typeof UPLOAD_PURPOSES)[number];
/** `gone`: the stored files of the upload are being deleted. */
export const UPLOAD_STATUSES = ['waiting', 'checking', 'ready', 'refused', 'gone'] as const;
export type UploadStatus = (typeof UPLOAD_STATUSES)[number];

export type Upload = Plain<UploadRecord>;
