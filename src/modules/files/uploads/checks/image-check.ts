import type { Judgement } from './content-check.ts';
import { hasMoreScans, withoutTexts } from './image-guards.ts';

/** 50 megapixels: the largest photographs of telephones; about 200 MB while it is drawn anew. */
export const MOST_PIXELS = 50_000_000;
/** Of a JPEG. Cameras and editors write one to a dozen. */
const MOST_SCANS = 100;
/** Holds while pixels are drawn. What comes before (unpacking of texts, passes of a JPEG) is bounded by the guards instead. */
const MOST_SECONDS = 20;

/**
 * Draws the image anew from its pixels: metadata (where it was taken), comments, and whatever else hides before, between or
 * behind them is not taken along. Turned as the camera said first.
 */
export async function cleanImage(sent: Buffer, contentType: string, longestSide: number): Promise<Judgement> {
  const { default: sharp } = await import('sharp');
  if (contentType === 'image/jpeg' && hasMoreScans(sent, MOST_SCANS)) return { reason: 'This image cannot be read.' };
  const bytes = contentType === 'image/png' ? withoutTexts(sent) : sent;
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error' as const };
  try {
    const { width, height, pages = 1 } = await sharp(bytes, options).metadata();
    if (width * height > MOST_PIXELS) return { reason: 'This image has too many pixels.' };
    if (pages > 1) return { reason: 'Moving images are not taken.' };
    const size = { width: longestSide, height: longestSide, fit: 'inside' as const, withoutEnlargement: true };
    const drawn = sharp(bytes, options).rotate().resize(size).timeout({ seconds: MOST_SECONDS });
    if (contentType === 'image/jpeg') return { bytes: await drawn.jpeg({ quality: 85 }).toBuffer() };
    return { bytes: await (contentType === 'image/png' ? drawn.png() : drawn.webp()).toBuffer() };
  } catch (error) {
    const isTooLarge = (error as Error).message.includes('pixel limit');
    return { reason: isTooLarge ? 'This image has too many pixels.' : 'This image cannot be read.' };
  }
}
