import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDFiumLibrary } from '@hyzyla/pdfium';

// The types of Node do not know this global object.
declare const WebAssembly: { instantiate(code: Uint8Array, imports: object): Promise<{ instance: object }> };

/**
 * What pdfium.wasm imports from JavaScript. Only `emscripten_resize_heap` gives pdfium more memory; the result 0 means refusal.
 */
interface Imports {
  env: { emscripten_resize_heap: (bytes: number) => number };
}

export interface Pdfium {
  library: PDFiumLibrary;
  /** Returns true once pdfium was refused memory. Pages that pdfium drew after that may be incomplete. */
  isShortOfMemory: () => boolean;
}

/** Loads pdfium with at most `most` bytes of memory. Where pdfium cannot work without more memory, it throws. */
export async function loadPdfium(most: number): Promise<Pdfium> {
  const code = await readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')));
  let isShort = false;
  const limited = ({ env, ...others }: Imports): Imports => {
    const resize = (bytes: number) => {
      // WebAssembly passes sizes as signed numbers.
      if (bytes >>> 0 <= most) return env.emscripten_resize_heap(bytes);
      isShort = true;
      return 0;
    };
    return { ...others, env: { ...env, emscripten_resize_heap: resize } };
  };
  const instantiateWasm = (imports: Imports, done: (instance: object) => void) => {
    void WebAssembly.instantiate(code, limited(imports)).then(({ instance }) => done(instance));
    return {};
  };
  const library = await PDFiumLibrary.init({ instantiateWasm });
  return { library, isShortOfMemory: () => isShort };
}
