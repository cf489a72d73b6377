import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** One file of the archive: its text, piece by piece. Nothing of it is asked for before the one before it is written. */
export interface ArchiveFile {
  name: string;
  text: AsyncIterable<string> | Iterable<string>;
}

/** A JSON array, one row per line, as the rows come. */
export async function* jsonLines(rows: AsyncIterable<object>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    yield before + JSON.stringify(row);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** The ZIP of these files; in memory is only what it has been compressed to. Throws what a text throws. */
export async function zipOf(files: ArchiveFile[], mtime: Date): Promise<Buffer> {
  const zip = new ZipFile();
  const { promise: failure, reject } = Promise.withResolvers<never>();
  for (const { name, text } of files)
    zip.addReadStreamLazy(name, { mtime }, (give) => {
      // The library does not listen for this, and would wait for the end of the file for ever.
      give(null, Readable.from(text).on('error', reject));
    });
  zip.on('error', reject);
  zip.end();
  return Promise.race([buffer(zip.outputStream), failure]);
}
