import { deflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';

/** Returns a stream object, compressed or not. */
export function stream(content: string | Buffer, dictionary = '', isPacked = false): Buffer {
  const data = isPacked ? deflateSync(content) : Buffer.from(content as string);
  const filter = isPacked ? '/Filter /FlateDecode' : '';
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} ${filter} /Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}

/** Returns a whole PDF with these objects. The first object has number 1 and is the catalogue. */
export function pdfOf(objects: (string | Buffer)[], trailer = ''): Buffer {
  const numbered = objects.map((object, i) =>
    Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object as string), Buffer.from('\nendobj\n')]),
  );
  let end = Buffer.byteLength(HEAD);
  const offsets = numbered.map(({ length }) => (end += length) - length);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\n`;
  return Buffer.concat([Buffer.from(HEAD), ...numbered, Buffer.from(`${tail}startxref\n${end}\n%%EOF\n`)]);
}
const HEAD = '%PDF-1.7\n';

const RED = '1 0 0 rg 0 0 100 100 re f';

interface PageOptions {
  /** The content of the page. The whole page is red by default. */
  content?: string | Buffer;
  /** Whether `content` is compressed. */
  isPacked?: boolean;
  /** Additional entries for the catalogue and for the page. */
  catalogue?: string;
  page?: string;
  box?: string;
  /** Objects from number 5 on. */
  objects?: (string | Buffer)[];
  /** How many times the page is shown. */
  times?: number;
}

/** Returns a PDF with one page of 100 by 100 points, which is shown once or several times. */
export function pageOf(options: PageOptions = {}): Buffer {
  const { content = RED, isPacked = false, catalogue = '', page = '', box = '0 0 100 100', objects = [] } = options;
  const kids = Array<string>(options.times ?? 1).fill('3 0 R');
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`,
    `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents 4 0 R ${page} >>`,
    stream(content, '', isPacked),
    ...objects,
  ]);
}

interface Drawn {
  pages: number;
  /** The width in points. */
  width: number;
  height: number;
  /** Red, green and blue in the middle of the first page. */
  middle: number[];
  /** How many of 100 pixels of the first page are not white. */
  inked: number;
}

/** Tells whether a colour is red. A JPEG changes colours a little. */
export const isRed = ([red = 0, green = 255, blue = 255]: number[]): boolean => red > 245 && green < 15 && blue < 15;

/** Returns what a reader of the PDF sees on the first page. */
export async function seen(bytes: Buffer): Promise<Drawn> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const page = document.getPage(0);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const { data, width, height } = await page.render({ width: 100, height: 100, scale: 1, renderFormFields: true });
  const at = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 4;
  let inked = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i]! + data[i + 1]! + data[i + 2]! < 600) inked++;
  const pages = document.getPageCount();
  return {
    ...{ pages, width: originalWidth, height: originalHeight },
    ...{ middle: [...data.subarray(at, at + 3)], inked: (100 * inked) / (width * height) },
  };
}
