import type { Judgement } from './content-check.ts';
import { hasMoreScans, withoutTexts } from './image-guards.ts';

/** 50 megapixels, the largest photographs of phones. Drawing one takes about 200 MB. */
export const MOST_PIXELS = 50_000_000;
/** Limit of the passes of a JPEG. Cameras and editors write one to a dozen passes. */
const MOST_SCANS = 100;
/** Limit of drawing the pixels. Work before that (texts that are unpacked, passes of a JPEG) is limited by `image-guards.ts`. */
const MOST_SECONDS = 20;

/**
 * Draws the image anew from its pixels. Metadata (such as the place), comments, and anything hidden before, between or behind the
 * pixels is lost. The image is first rotated as its metadata says. `longestSide` is in pixels.
 */
export async function cleanImage(sent: Buffer, contentType: string, longestSide: number): Promise<Judgement> {
  const { default: sharp } = await import('sharp');
  if (contentType === 'image/jpeg' && hasMoreScans(sent, MOST_SCANS)) return { reason: 'This image cannot be read.' };
  const bytes = contentType === 'image/png' ? withoutTexts(sent) : sent;
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error' as const };
  try {
    const { width, height, pages = 1 } = await sharp(bytes, options).metadata();
    if (width * height > MOST_PIXELS) return { reason: 'This image has too many pixels.' };
    if (pages > 1) return { reason: 'Animated images are not accepted.' };
    const size = { width: longestSide, height: longestSide, fit: 'inside' as const, withoutEnlargement: true };
    const drawn = sharp(bytes, options).rotate().resize(size).timeout({ seconds: MOST_SECONDS });
    if (contentType === 'image/jpeg') return { bytes: await drawn.jpeg({ quality: 85 }).toBuffer() };
    return { bytes: await (contentType === 'image/png' ? drawn.png() : drawn.webp()).toBuffer() };
  } catch (error) {
    const isTooLarge = (error as Error).message.includes('pixel limit');
    return { reason: isTooLarge ? 'This image has too many pixels.' : 'This image cannot be read.' };
  }
}
