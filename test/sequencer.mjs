import Sequencer from '@jest/test-sequencer';

/** What takes longest, first: several processes, then the whole application, then databases, then nothing of these. */
const KINDS = ['/test/bench/', '/test/storm/', '.e2e-spec.ts', '.int-spec.ts', ''];
const kindOf = ({ path }) => {
  const isE2e = path.endsWith('.e2e-spec.ts');
  return KINDS.findIndex((kind) => path.includes(kind) && (isE2e || !kind.startsWith('/')));
};

/**
 * The longest test files first, so that all workers end together. Jest knows durations of earlier runs only; on a fresh clone
 * it goes by the size of files, and the longest of all are short.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => kindOf(a) - kindOf(b));
  }
}
