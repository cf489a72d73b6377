import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { PdfRefusal, redraw } from './pdf-drawing.ts';
import type { PdfFault, PdfJob, PdfReport, Pixels } from './pdf-limits.ts';
import { loadPdfium } from './pdfium.ts';

// This thread draws one PDF anew and ends. Only this thread loads pdfium and pdfkit, so that their memory is freed with the
// thread.
const port = parentPort!;
const { bytes, limits } = workerData as PdfJob;

const say = (report: PdfReport, buffer?: ArrayBufferLike) =>
  port.postMessage(report, buffer ? [buffer as ArrayBuffer] : []);

/** Asks the main thread for the JPEG of a page, because ending a thread in the middle of sharp can end the whole process. */
async function jpegOf(page: Pixels): Promise<Uint8Array> {
  const answer = once(port, 'message') as Promise<[Uint8Array]>;
  say({ kind: 'page', page }, page.data.buffer);
  return (await answer)[0];
}

const pdfium = await loadPdfium(limits.memory);
say({ kind: 'ready' });
try {
  say({ kind: 'drawn', bytes: await redraw(pdfium, bytes, limits, jpegOf) });
} catch (error) {
  const crash: PdfFault = pdfium.isShortOfMemory() ? 'memory' : 'broken';
  say({ kind: 'refused', fault: error instanceof PdfRefusal ? error.fault : crash });
}
