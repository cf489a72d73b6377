import { buffer } from 'node:stream/consumers';
import type { PDFiumDocument, PDFiumPage } from '@hyzyla/pdfium';
import PDFDocument from 'pdfkit';
import type { PdfFault, PdfLimits, Pixels } from './pdf-limits.ts';
import type { Pdfium } from './pdfium.ts';

/** 300 dots per inch, sharp enough for the small print of an identity card. */
const DOTS_PER_POINT = 300 / 72;

/** Thrown when a PDF is not drawn. */
export class PdfRefusal extends Error {
  readonly fault: PdfFault;

  constructor(fault: PdfFault) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * Returns a new PDF that shows the pages as images and holds nothing else of the old PDF. `jpegOf` compresses the pixels of a
 * page. Throws `PdfRefusal`, or any error of pdfium.
 */
export async function redraw(
  { library, isShortOfMemory }: Pdfium,
  bytes: Uint8Array,
  limits: PdfLimits,
  jpegOf: (page: Pixels) => Promise<Uint8Array>,
): Promise<Buffer> {
  const document = await open(library, bytes);
  const count = document.getPageCount();
  if (count < 1) throw new PdfRefusal('empty');
  if (count > limits.pages) throw new PdfRefusal('pages');
  const pixels = Math.min(limits.pagePixels, limits.allPixels / count);
  // The new PDF needs no font, because it contains no text.
  const drawn = new PDFDocument({ autoFirstPage: false, font: '' });
  const whole = buffer(drawn);
  for (const page of document.pages()) {
    const size = sizeOf(page, limits.side);
    const jpeg = await jpegOf(await pixelsOf(page, size, pixels));
    if (isShortOfMemory()) throw new PdfRefusal('memory');
    drawn.addPage({ size, margin: 0 }).image(Buffer.from(jpeg), 0, 0, { width: size[0], height: size[1] });
  }
  drawn.end();
  return whole;
}

async function open(library: Pdfium['library'], bytes: Uint8Array): Promise<PDFiumDocument> {
  try {
    return await library.loadDocument(bytes);
  } catch (error) {
    const isLocked = /password|security/i.test((error as Error).message);
    throw new PdfRefusal(isLocked ? 'locked' : 'broken');
  }
}

/** Returns width and height in points, as the page is shown. */
function sizeOf(page: PDFiumPage, most: number): [number, number] {
  const { originalWidth: width, originalHeight: height } = page.getOriginalSize();
  // pdfium returns a size of 0 for a page that does not exist.
  if (width < 1 || height < 1) throw new PdfRefusal('page');
  if (width > most || height > most) throw new PdfRefusal('size');
  return [width, height];
}

async function pixelsOf(page: PDFiumPage, [width, height]: [number, number], most: number): Promise<Pixels> {
  const scale = Math.min(DOTS_PER_POINT, Math.sqrt(most / (width * height)));
  // Form fields are drawn too, so that a form shows what was filled in.
  return page.render({ scale, renderFormFields: true });
}
