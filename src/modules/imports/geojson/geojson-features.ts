import { createReadStream } from 'node:fs';
import { FeatureParser, type ParsedFeature } from './feature-parser.ts';
import { foreignFormat } from './foreign-format.ts';
import { ImportFileError } from '../import-file-error.ts';

export interface ReadFeature extends ParsedFeature {
  /** Of the file, so far: for progress. */
  bytesRead: number;
}

const CHUNK = 128 * 1024;
/** No shop comes near it. A missing quote can make one string of the rest of the file. */
const MAX_FEATURE = 32 * 1024 * 1024;

/** Reads a GeoJSON FeatureCollection of any size, one chunk in memory at a time. Throws ImportFileError. */
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
