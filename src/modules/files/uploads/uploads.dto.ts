import { z } from 'zod';
import { UPLOAD_PURPOSES, type UploadPurpose, type Upload } from './upload.types.ts';

const MEGABYTE = 1_000_000;
const IMAGES = ['image/jpeg', 'image/png', 'image/webp'];
const DOCUMENTS = [...IMAGES, 'application/pdf'];
export const CONTENT_TYPES = DOCUMENTS;
/** Types and most bytes. */
export const UPLOAD_LIMITS: Record<UploadPurpose, { types: string[]; size: number }> = {
  id_document: { types: DOCUMENTS, size: 10 * MEGABYTE },
  certificate: { types: DOCUMENTS, size: 10 * MEGABYTE },
  avatar: { types: IMAGES, size: 5 * MEGABYTE },
  chat: { types: IMAGES, size: 10 * MEGABYTE },
};

/** `size` in bytes, exactly. Images: JPEG, PNG, WebP; documents PDF too (at most 20 pages). At most 10 MB, an avatar 5 MB. */
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

/** Send the file there as it says: by PUT with the headers, or by POST as a form: the fields first, last the file as `file`. */
export const UploadTicket = z
  .object({
    url: z.string(),
    method: z.enum(['PUT', 'POST']),
    headers: z.record(z.string(), z.string()).optional(),
    fields: z.record(z.string(), z.string()).optional(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'UploadTicket' });
export type UploadTicket = z.infer<typeof UploadTicket>;

export const NewUploadView = z.object({ id: z.string(), upload: UploadTicket }).meta({ id: 'NewUpload' });
export type NewUploadView = z.infer<typeof NewUploadView>;

export const UploadView = z
  .object({
    id: z.string(),
    status: z.enum(['waiting', 'checking', 'ready', 'refused']),
    /** Why it was refused. */
    reason: z.string().optional(),
  })
  .meta({ id: 'Upload' });
export type UploadView = z.infer<typeof UploadView>;

export const toUploadView = ({ id, status, reason }: Upload): UploadView => ({
  id,
  status: status as UploadView['status'],
  ...(reason !== null && { reason }),
});
