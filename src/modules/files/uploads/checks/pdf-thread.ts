import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { PdfRefusal, redraw } from './pdf-drawing.ts';
import type { PdfFault, PdfJob, PdfReport, Pixels } from './pdf-limits.ts';
import { loadPdfium } from './pdfium.ts';

// A thread that draws one PDF anew and ends. Only this thread loads pdfium and pdfkit, so that their memory goes with it.
const port = parentPort!;
const { bytes, limits } = workerData as PdfJob;

const say = (report: PdfReport, buffer?: ArrayBufferLike) =>
  port.postMessage(report, buffer ? [buffer as ArrayBuffer] : []);

/** Images are compressed by the main process: a thread that is ended in the middle of sharp takes the process with it. */
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
  const stumbled: PdfFault = pdfium.isShortOfMemory() ? 'memory' : 'broken';
  say({ kind: 'refused', fault: error instanceof PdfRefusal ? error.fault : stumbled });
}
