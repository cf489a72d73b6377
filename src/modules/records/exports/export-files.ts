import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** One file of the archive with its text in pieces. The text is not read before the file before it is written. */
export interface ArchiveFile {
  name: string;
  text: AsyncIterable<string> | Iterable<string>;
}

/** Yields the text of a JSON array with one row per line, while the rows are read. */
export async function* jsonLines(rows: AsyncIterable<object>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    yield before + JSON.stringify(row);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** Returns the ZIP of these files. Only the compressed bytes are in memory. Throws any error that a text throws. */
export async function zipOf(files: ArchiveFile[], mtime: Date): Promise<Buffer> {
  const zip = new ZipFile();
  const { promise: failure, reject } = Promise.withResolvers<never>();
  for (const { name, text } of files)
    zip.addReadStreamLazy(name, { mtime }, (give) => {
      // The library does not listen for errors of the text, and would wait for the end of the file for ever.
      give(null, Readable.from(text).on('error', reject));
    });
  zip.on('error', reject);
  zip.end();
  return Promise.race([buffer(zip.outputStream), failure]);
}
