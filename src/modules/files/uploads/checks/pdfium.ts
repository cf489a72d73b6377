import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDFiumLibrary } from '@hyzyla/pdfium';

// The types of Node do not know this global object.
declare const WebAssembly: { instantiate(code: Uint8Array, imports: object): Promise<{ instance: object }> };

/** What pdfium.wasm asks of JavaScript. It gets more memory by `emscripten_resize_heap` alone, which answers 0 for "no". */
interface Imports {
  env: { emscripten_resize_heap: (bytes: number) => number };
}

export interface Pdfium {
  library: PDFiumLibrary;
  /** True once pdfium was denied memory. What it drew since then may lack something. */
  isShortOfMemory: () => boolean;
}

/** Loads pdfium. Its memory ends at `most` bytes; where it cannot do without more, it stops with an error. */
export async function loadPdfium(most: number): Promise<Pdfium> {
  const code = await readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')));
  let isShort = false;
  const limited = ({ env, ...others }: Imports): Imports => {
    const resize = (bytes: number) => {
      // Sizes come as signed numbers.
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
