import { subscribe } from 'node:diagnostics_channel';
import { buffer } from 'node:stream/consumers';
import type { Worker } from 'node:worker_threads';
import PDFDocument from 'pdfkit';
import { isRed, pageOf, pdfOf, seen, stream } from '../../../../../test/support/pdfs.ts';
import { cleanPdf } from './pdf-check.ts';
import { PDF_FAULTS, PDF_LIMITS, type PdfLimits } from './pdf-limits.ts';

/** Returns the new PDF. Throws when the PDF is refused. */
async function kept(pdf: Buffer): Promise<Buffer> {
  const judgement = await cleanPdf(pdf);
  if ('reason' in judgement) throw new Error(judgement.reason);
  return judgement.bytes;
}
async function refusalOf(pdf: Buffer, limits: Partial<PdfLimits> = {}): Promise<string | undefined> {
  const judgement = await cleanPdf(pdf, { ...PDF_LIMITS, ...limits });
  return 'reason' in judgement ? judgement.reason : undefined;
}
const megabytes = () => process.memoryUsage().rss / 1_000_000;

/** Writes a PDF as ordinary programs do. */
async function written(fill: (pdf: PDFKit.PDFDocument) => void, options: PDFKit.PDFDocumentOptions = {}) {
  const pdf = new PDFDocument({ size: [300, 200], ...options });
  const whole = buffer(pdf);
  fill(pdf);
  pdf.end();
  return whole;
}
/** A PDF that calculates 100,000 steps for each pixel of a page, which takes minutes. */
const slow = pageOf({
  content: '/Pattern cs /P scn 0 0 100 100 re f',
  page:
    '/Resources << /Pattern << /P << /Type /Pattern /PatternType 2 /Shading ' +
    '<< /ShadingType 1 /ColorSpace /DeviceRGB /Domain [0 100 0 100] /Function 5 0 R >> >> >> >>',
  objects: [
    stream(
      `{ ${'2 copy add sin exch pop '.repeat(20_000)} 0.5 }`,
      '/FunctionType 4 /Domain [0 100 0 100] /Range [0 1 0 1 0 1]',
    ),
  ],
});

describe('a PDF that is accepted', () => {
  it('shows the same pages in the same size, as images', async () => {
    const bytes = await kept(pageOf({ box: '0 0 200 100', content: '1 0 0 rg 0 0 200 100 re f', times: 3 }));
    const { pages, width, height, middle } = await seen(bytes);
    expect([pages, width, height, isRed(middle)]).toEqual([3, 200, 100, true]);
    expect(bytes.toString('latin1')).toContain('/DCTDecode');
  });

  it('shows text, and what was filled into a form', async () => {
    const text = await written((pdf) => pdf.fontSize(40).text('DIPLOMA', 20, 20));
    expect((await seen(await kept(text))).inked).toBeGreaterThan(2);
    const form = await written((pdf) => {
      pdf.font('Helvetica').initForm();
      pdf.formText('name', 10, 10, 280, 180, { value: 'WWWWW', fontSize: 60 });
    });
    expect((await seen(await kept(form))).inked).toBeGreaterThan(2);
  });

  it('may have something before its head and behind its end, as scanners write it, and loses it', async () => {
    const bytes = await kept(
      Buffer.concat([Buffer.from('scanner '), pageOf(), Buffer.from('<script>alert(1)</script>')]),
    );
    expect(isRed((await seen(bytes)).middle)).toBe(true);
    expect(bytes.toString('latin1')).not.toMatch(/scanner|script/);
  });

  it('may forbid copying: everybody can read it without a password', async () => {
    const pdf = await written((pdf) => pdf.rect(0, 0, 300, 200).fill('red'), { ownerPassword: 'secret' });
    const bytes = await kept(pdf);
    expect(isRed((await seen(bytes)).middle)).toBe(true);
    expect(bytes.toString('latin1')).not.toContain('/Encrypt');
  });
});

describe('a PDF that does more than show pages', () => {
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
  const file = ['<< /Type /Filespec /F (evil.exe) /EF << /F 6 0 R >> >>', stream('MZ evil', '/Type /EmbeddedFile')];
  const link = (action: string) => ({ page: `/Annots [<< /Subtype /Link /Rect [0 0 99 99] /A ${action} >>]` });
  it.each<[string, Parameters<typeof pageOf>[0]]>([
    ['a script when it opens', { catalogue: `/OpenAction ${script}` }],
    ['a script spelled with #', { catalogue: '/OpenAction << /S /J#61va#53cript /J#53 (app.alert\\(1\\)) >>' }],
    ['a script by name', { catalogue: `/Names << /JavaScript << /Names [(a) ${script}] >> >>` }],
    ['a script of a page', { page: `/AA << /O ${script} >>` }],
    ['a script in packed objects', { objects: [stream(`6 0 ${script}`, '/Type /ObjStm /N 1 /First 4', true)] }],
    ['a program to start', { catalogue: '/OpenAction << /S /Launch /F (evil.exe) >>' }],
    ['a file', { catalogue: '/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>', objects: file }],
    ['a link', link('<< /S /URI /URI (https://evil.example/) >>')],
    ['another file to go to', link('<< /S /GoToR /F (evil.pdf) /D [0 /Fit] >>')],
    ['a form to send', link('<< /S /SubmitForm /F (https://evil.example/) >>')],
    ['data to import', link('<< /S /ImportData /F (evil.fdf) >>')],
    ['a film', { page: '/Annots [<< /Subtype /RichMedia /Rect [0 0 99 99] /RichMediaContent << >> >>]' }],
    ['a form', { catalogue: '/AcroForm << /Fields [] /XFA [(evil) 5 0 R] >>', objects: [stream('<xdp>evil</xdp>')] }],
    ['metadata', { catalogue: '/Metadata 5 0 R', objects: [stream('<x>evil</x>', '/Type /Metadata /Subtype /XML')] }],
  ])('loses that and still shows the pages: %s', async (_what, options) => {
    const bytes = await kept(pageOf(options));
    expect(isRed((await seen(bytes)).middle)).toBe(true);
    expect(bytes.toString('latin1')).not.toMatch(
      /evil|alert|\/(J|AA|Launch|EmbeddedFile|EF|RichMedia|SubmitForm|ImportData|GoTo|URI|OpenAction|AcroForm|XFA|Annots|Metadata|ObjStm)/,
    );
  });

  it('loses what its author wrote about it', async () => {
    const pdf = await written((pdf) => pdf.rect(0, 0, 300, 200).fill('red'), { info: { Author: 'Secret Sam' } });
    expect(pdf.toString('latin1')).toContain('Secret Sam');
    expect((await kept(pdf)).toString('latin1')).not.toContain('Secret Sam');
  });
});

describe('a PDF is refused with a reason', () => {
  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a head alone', Buffer.from('%PDF-1.7\n')],
    ['half of it', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages')],
  ])('that cannot be read: %s', async (_what, pdf) => {
    expect(await refusalOf(pdf)).toBe(PDF_FAULTS.broken);
  });

  it('that has a page which is not there, contains itself, or has no area', async () => {
    const missing = pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Kids [9 0 R] /Count 1 >>']);
    const loop = pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Kids [2 0 R] /Count 1 >>']);
    expect(await refusalOf(missing)).toBe(PDF_FAULTS.page);
    expect(await refusalOf(loop)).toBe(PDF_FAULTS.page);
    expect(await refusalOf(pageOf({ box: '0 0 100 0.5' }))).toBe(PDF_FAULTS.page);
  });

  it('that has no pages', async () => {
    expect(await refusalOf(pageOf({ times: 0 }))).toBe('This PDF has no pages.');
  });

  it('that needs a password', async () => {
    expect(await refusalOf(await written(() => undefined, { userPassword: 'secret' }))).toBe(PDF_FAULTS.locked);
  });

  it('that has more than twenty pages, or thousands', async () => {
    expect(await refusalOf(pageOf({ times: 20 }))).toBeUndefined();
    expect(await refusalOf(pageOf({ times: 21 }))).toBe('This PDF has more than 20 pages.');
    expect(await refusalOf(pageOf({ times: 50_000 }))).toBe('This PDF has more than 20 pages.');
  });

  it('that has a page larger than the standard knows', async () => {
    expect(await refusalOf(pageOf({ box: '0 0 14400 14400' }))).toBeUndefined();
    expect(await refusalOf(pageOf({ box: '0 0 14401 100' }))).toBe(PDF_FAULTS.size);
    expect(await refusalOf(pageOf({ box: '0 0 100 2000000' }))).toBe(PDF_FAULTS.size);
  });
});

describe('drawing a PDF', () => {
  const sizeOfImage = (bytes: Buffer) =>
    ['Width', 'Height'].map((side) => Number(new RegExp(`/${side} (\\d+)`).exec(bytes.toString('latin1'))![1]));

  it('takes no more than nine megapixels for a page, and forty for all', async () => {
    expect(sizeOfImage(await kept(pageOf({ box: '0 0 72 144' })))).toEqual([300, 600]);
    expect(sizeOfImage(await kept(pageOf({ box: '0 0 10000 10000' })))).toEqual([3_000, 3_000]);
    expect(sizeOfImage(await kept(pageOf({ box: '0 0 10000 10000', times: 10 })))).toEqual([2_000, 2_000]);
  });

  it('ends at its deadline with a refusal, and does not block other work meanwhile', async () => {
    const threads: Worker[] = [];
    const heaps: unknown[] = [];
    subscribe('worker_threads', (message) => {
      const { worker } = message as { worker: Worker };
      threads.push(worker);
      heaps.push(worker.resourceLimits?.maxOldGenerationSizeMb);
    });
    let turns = 0;
    const timer = setInterval(() => turns++, 20);
    expect(await refusalOf(slow, { milliseconds: 5_000 })).toBe(PDF_FAULTS.time);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(50);
    // A `threadId` of -1 means that the thread has ended.
    expect(threads.map(({ threadId }) => threadId)).toEqual([-1]);
    expect(heaps).toEqual([128]);
  });

  it('throws, so that it is tried again, when the thread did not start in time', async () => {
    await expect(cleanPdf(pageOf(), { ...PDF_LIMITS, milliseconds: 1 })).rejects.toThrow();
  });

  it.each<[string, Buffer]>([
    ['a page that swells', pageOf({ content: Buffer.alloc(300_000_000, ' '), isPacked: true })],
    ['a page that contains itself', pageOf({ ...nested(1) })],
    ['pictures of pictures of pictures', pageOf({ ...nested(30) })],
    ['brackets without end', pageOf({ content: 'q '.repeat(3_000_000) })],
  ])('is refused when it needs too much memory, and releases its memory: %s', async (_what, bomb) => {
    await refusalOf(pageOf());
    const before = megabytes();
    for (let i = 0; i < 2; i++) expect(await refusalOf(bomb)).toBe(PDF_FAULTS.memory);
    // One bomb takes 300 MB.
    expect(megabytes() - before).toBeLessThan(250);
  });

  it('is refused when a picture is missing because memory ran out', async () => {
    const picture = '/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray';
    const pdf = pageOf({
      content: 'q 50 0 0 50 0 0 cm /I Do Q',
      page: '/Resources << /XObject << /I 5 0 R >> >>',
      objects: [stream(Buffer.alloc(1_000, 255), `${picture} /BitsPerComponent 1 /Filter /JBIG2Decode`)],
    });
    expect(await refusalOf(pdf)).toBe(PDF_FAULTS.memory);
  });

  it.each<[string, (size: number) => Buffer]>([
    ['beginnings of streams', (size) => Buffer.from('stream\r\n'.repeat(size / 8))],
    ['packed objects', (size) => Buffer.from('<< /Type /ObjStm /Filter /FlateDecode >> stream\n'.repeat(size / 48))],
    ['beginnings of objects', (size) => Buffer.from('1 0 obj\n<<'.repeat(size / 10))],
    ['brackets', (size) => Buffer.from(`1 0 obj\n${'['.repeat(size)}`)],
  ])('comes to an end with ten megabytes of %s', async (_what, hostile) => {
    const pdf = Buffer.concat([pageOf(), hostile(9_900_000)]);
    expect(await refusalOf(pdf)).not.toBe(PDF_FAULTS.time);
  });
});

/** Returns a page with `depth` forms. Each form shows the next form ten times; a single form shows itself. */
function nested(depth: number) {
  const form = (next: number) =>
    stream(
      '/F Do '.repeat(10),
      `/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /F ${next} 0 R >> >>`,
    );
  const objects = Array.from({ length: depth }, (_, i) => form(depth === 1 ? 5 : i + 6));
  return { content: '/F Do', page: '/Resources << /XObject << /F 5 0 R >> >>', objects };
}
