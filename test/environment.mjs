import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** Bytes. When the heap is larger, garbage is collected before the next test file begins. */
const ENOUGH = 350_000_000;

// V8 keeps compiled scripts for the next compilation of the same text. A script of Jest refers to its module loader, and the
// loader
// refers to every module of its test file. These are whole applications of some 50 MB each, which garbage collection could not
// free.
setFlagsFromString('--no-compilation-cache');
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/**
 * Jest's environment for Node, in processes that stay below 1 GB. V8 alone would wait until 4 GB are in use, most of it garbage
 * of earlier test files. A new process (`workerIdleMemoryLimit`) would have to load Jest and its caches again.
 */
export default class BoundedEnvironment extends TestEnvironment {
  async setup() {
    if (process.memoryUsage().heapUsed > ENOUGH) collectGarbage();
    await super.setup();
  }
}
