import { cleanImage } from './image-check.ts';
import { cleanPdf } from './pdf-check.ts';

/** The outcome of a check: the bytes that may be shown, or the reason why the file is refused. */
export type Judgement = { bytes: Buffer } | { reason: string };

/** Longest side of a stored image, in pixels. */
export const IMAGE_SIDE = { avatar: 512, other: 4_096 };
const PDF = 'application/pdf';
/** Readers look for the head of a PDF in this many bytes, because scanners may write something before the head. */
const HEAD = 1_024;

/**
 * Judges a file by its bytes, never by its name. The file must have the declared type. An accepted file is drawn anew, so that
 * nothing else of the file is kept. `longestSide` is in pixels and applies to images.
 */
export async function judge(bytes: Buffer, contentType: string, longestSide: number): Promise<Judgement> {
  if ((await typeOf(bytes)) !== contentType) return { reason: `This is not ${contentType}.` };
  return contentType === PDF ? cleanPdf(bytes) : cleanImage(bytes, contentType, longestSide);
}

async function typeOf(bytes: Buffer): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  return found ?? (bytes.subarray(0, HEAD).includes('%PDF-') ? PDF : undefined);
}
