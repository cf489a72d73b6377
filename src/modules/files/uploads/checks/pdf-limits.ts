const MEGA = 1_000_000;

/** What drawing one PDF may cost. A PDF that needs more is refused. */
export interface PdfLimits {
  pages: number;
  /** Longest side of a page in points (1/72 inch). */
  side: number;
  /** Pixels of one page. */
  pagePixels: number;
  /** Pixels of all pages together. Documents of many pages are drawn with fewer dots per inch. */
  allPixels: number;
  /** Bytes the WebAssembly of pdfium may hold. Its memory grows in steps, so that it holds up to a fifth more. */
  memory: number;
  /** Time from the start of the thread to the finished PDF. */
  milliseconds: number;
}

/** 14,400 points are the largest page of the PDF standard; 9 megapixels are an A4 page with 300 dots per inch. */
export const PDF_LIMITS: PdfLimits = {
  pages: 20,
  side: 14_400,
  pagePixels: 9 * MEGA,
  allPixels: 40 * MEGA,
  memory: 256 * MEGA,
  milliseconds: 30_000,
};

/** Reasons why a PDF is refused, for the person who sent the PDF. */
export const PDF_FAULTS = {
  locked: 'This PDF is locked with a password.',
  broken: 'This PDF cannot be read.',
  empty: 'This PDF has no pages.',
  pages: `This PDF has more than ${PDF_LIMITS.pages} pages.`,
  page: 'A page of this PDF cannot be read.',
  size: 'A page of this PDF is too large.',
  memory: 'This PDF needs too much memory.',
  time: 'This PDF takes too long to draw.',
} as const;
export type PdfFault = keyof typeof PDF_FAULTS;

/** Red, green, blue and alpha of each pixel, one byte each, row by row. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

export interface PdfJob {
  bytes: Uint8Array;
  limits: PdfLimits;
}

/** A message from the thread. After `page` the thread waits for the JPEG of these pixels. `drawn` and `refused` end its work. */
export type PdfReport =
  | { kind: 'ready' }
  | { kind: 'page'; page: Pixels }
  | { kind: 'drawn'; bytes: Uint8Array }
  | { kind: 'refused'; fault: PdfFault };
