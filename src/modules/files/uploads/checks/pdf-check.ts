import { on } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Judgement } from './content-check.ts';
import { PDF_FAULTS, PDF_LIMITS, type PdfFault, type PdfLimits, type PdfReport, type Pixels } from './pdf-limits.ts';

/** The code of the thread: a `.ts` file in tests, a `.js` file after the build. */
const THREAD = new URL(`./pdf-thread${extname(import.meta.url)}`, import.meta.url);
/** Limits of the memory of JavaScript in the thread. The memory of pdfium has a limit of its own. */
const HEAP = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/**
 * Draws the PDF anew, page by page, as images, so scripts, forms, attachments, links and metadata are lost. This happens in a
 * thread that ends at the deadline. A PDF that overruns the deadline or ends the thread is refused. Throws when the thread does
 * not start.
 */
export async function cleanPdf(bytes: Buffer, limits: PdfLimits = PDF_LIMITS): Promise<Judgement> {
  // A small buffer shares its memory with other buffers, so the thread gets a copy of exactly these bytes.
  const own = Uint8Array.from(bytes);
  const thread = new Worker(THREAD, {
    name: 'pdf',
    workerData: { bytes: own, limits },
    transferList: [own.buffer],
    resourceLimits: HEAP,
    // The thread sees no secrets, and nothing from a stranger's file gets into the log.
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  thread.stdout.resume();
  thread.stderr.resume();
  try {
    return await outcomeOf(thread, AbortSignal.timeout(limits.milliseconds));
  } finally {
    await thread.terminate();
  }
}

async function outcomeOf(thread: Worker, deadline: AbortSignal): Promise<Judgement> {
  const reports = on(thread, 'message', { signal: deadline, close: ['exit'] }) as AsyncIterable<[PdfReport]>;
  let isDrawing = false;
  try {
    for await (const [report] of reports) {
      if (report.kind === 'drawn') return { bytes: Buffer.from(report.bytes) };
      if (report.kind === 'refused') return refused(report.fault);
      if (report.kind === 'page') thread.postMessage(await jpegOf(report.page));
      isDrawing = true;
    }
    throw new Error('the thread ended without an answer');
  } catch (error) {
    if (!isDrawing) throw error;
    if (deadline.aborted) return refused('time');
    return refused((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'broken');
  }
}

const refused = (fault: PdfFault): Judgement => ({ reason: PDF_FAULTS[fault] });

async function jpegOf({ data, width, height }: Pixels): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality: 85 })
    .toBuffer();
}
