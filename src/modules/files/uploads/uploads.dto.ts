import { z } from 'zod';
import { UPLOAD_PURPOSES, type UploadPurpose, type Upload } from './upload.types.ts';

const MEGABYTE = 1_000_000;
const IMAGES = ['image/jpeg', 'image/png', 'image/webp'];
const DOCUMENTS = [...IMAGES, 'application/pdf'];
export const CONTENT_TYPES = DOCUMENTS;
/** The allowed types and the largest size in bytes, for each purpose. */
export const UPLOAD_LIMITS: Record<UploadPurpose, { types: string[]; size: number }> = {
  id_document: { types: DOCUMENTS, size: 10 * MEGABYTE },
  certificate: { types: DOCUMENTS, size: 10 * MEGABYTE },
  avatar: { types: IMAGES, size: 5 * MEGABYTE },
  chat: { types: IMAGES, size: 10 * MEGABYTE },
};

/**
 * `size` is the exact size in bytes: at most 10 MB, for an avatar 5 MB. Images are JPEG, PNG or WebP; documents may also be PDF,
 * with at most 20 pages.
 */
export const CreateUpload = z
  .strictObject({
    purpose: z.enum(UPLOAD_PURPOSES),
    contentType: z.enum(CONTENT_TYPES),
    size: z.int().min(1),
  })
  .superRefine(({ purpose, contentType, size }, context) => {
    const { types, size: most } = UPLOAD_LIMITS[purpose];
    if (!types.includes(contentType))
      context.addIssue({ code: 'custom', path: ['contentType'], message: `one of ${types.join(', ')}` });
    if (size > most) context.addIssue({ code: 'custom', path: ['size'], message: `at most ${most} bytes` });
  })
  .meta({ id: 'CreateUpload' });
export type CreateUpload = z.infer<typeof CreateUpload>;

/**
 * Where and how to send the file: by PUT with the `headers`, or by POST as a form that holds the `fields` first and the file, as
 * `file`, last.
 */
export const UploadTarget = z
  .object({
    url: z.string(),
    method: z.enum(['PUT', 'POST']),
    headers: z.record(z.string(), z.string()).optional(),
    fields: z.record(z.string(), z.string()).optional(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'UploadTicket' });
export type UploadTarget = z.infer<typeof UploadTarget>;

export const NewUploadView = z.object({ id: z.string(), upload: UploadTarget }).meta({ id: 'NewUpload' });
export type NewUploadView = z.infer<typeof NewUploadView>;

export const UploadView = z
  .object({
    id: z.string(),
    status: z.enum(['waiting', 'checking', 'ready', 'refused']),
    /** Why the file was refused. */
    reason: z.string().optional(),
  })
  .meta({ id: 'Upload' });
export type UploadView = z.infer<typeof UploadView>;

export const toUploadView = ({ id, status, reason }: Upload): UploadView => ({
  id,
  status: status as UploadView['status'],
  ...(reason !== null && { reason }),
});
