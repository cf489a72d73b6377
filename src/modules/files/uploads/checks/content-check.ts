import { cleanImage } from './image-check.ts';
import { cleanPdf } from './pdf-check.ts';

/** What may be shown, or why nothing may. */
export type Judgement = { bytes: Buffer } | { reason: string };

/** Longest side in pixels of what is kept. */
export const IMAGE_SIDE = { avatar: 512, other: 4_096 };
const PDF = 'application/pdf';
/** Scanners write something before the head of a PDF; readers look for the head in so many bytes. */
const HEAD = 1_024;

/** Judges a file by its bytes, never by its name: it must be what was declared, and is drawn anew, so that nothing else of it is kept. */
export async function judge(bytes: Buffer, contentType: string, longestSide: number): Promise<Judgement> {
  if ((await typeOf(bytes)) !== contentType) return { reason: `This is not ${contentType}.` };
  return contentType === PDF ? cleanPdf(bytes) : cleanImage(bytes, contentType, longestSide);
}

async function typeOf(bytes: Buffer): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  return found ?? (bytes.subarray(0, HEAD).includes('%PDF-') ? PDF : undefined);
}
