import { cleanImage } from './image-check.ts';
import { faultOfPdf } from './pdf-check.ts';

/** What may be shown, or why nothing may. */
export type Judgement = { bytes: Buffer } | { reason: string };

/** Longest side in pixels of what is kept. */
export const IMAGE_SIDE = { avatar: 512, other: 4_096 };

/** Judges a file by its bytes, never by its name: it must be what was declared, and nothing else besides. */
export async function judge(bytes: Buffer, contentType: string, longestSide: number): Promise<Judgement> {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  if (found !== contentType) return { reason: `This is not ${contentType}.` };
  if (contentType !== 'application/pdf') return cleanImage(bytes, contentType, longestSide);
  const reason = faultOfPdf(bytes);
  return reason === null ? { bytes } : { reason };
}
