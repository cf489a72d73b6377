import { createReadStream } from 'node:fs';
import { FeatureParser, type ParsedFeature } from './feature-parser.ts';
import { foreignFormat } from './foreign-format.ts';
import { ImportFileError } from '../import-file-error.ts';

export interface ReadFeature extends ParsedFeature {
  /** Bytes of the file that are read so far, to show progress. */
  bytesRead: number;
}

const CHUNK = 128 * 1024;
/** Bytes; no shop is nearly as large. A missing quotation mark can turn the rest of the file into one string. */
const MAX_FEATURE = 32 * 1024 * 1024;

/** Reads a GeoJSON FeatureCollection of any size, with one chunk in memory at a time. Throws ImportFileError. */
export async function* readFeatures(path: string): AsyncGenerator<ReadFeature> {
  const parser = new FeatureParser();
  let bytesRead = 0;
  let lastFeature = 0;
  for await (const chunk of chunksOf(path)) {
    const foreign = bytesRead === 0 ? foreignFormat(chunk) : undefined;
    if (foreign) throw new ImportFileError(foreign);
    bytesRead += chunk.length;
    for (const feature of parser.write(chunk)) {
      lastFeature = bytesRead;
      yield { ...feature, bytesRead };
    }
    if (bytesRead - lastFeature > MAX_FEATURE) parser.refuseSize();
  }
  parser.end();
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ImportFileError(`cannot read ${path}: ${FILE_PROBLEMS[code ?? ''] ?? message}`);
  }
}

const FILE_PROBLEMS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a directory, not a file',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
};
