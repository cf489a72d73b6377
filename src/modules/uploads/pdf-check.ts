import { constants, inflateSync } from 'node:zlib';

/** What acts, brings other files along, or reaches out. Long enough that compressed bytes do not spell them by chance. */
const LONG = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|GoToR|Encrypt)(?![A-Za-z0-9])/;
const SHORT = /\/(JS|EF|XFA)(?![A-Za-z0-9])/;
const MOST_INFLATED = 20_000_000;

/**
 * Why a PDF is not taken; null when it is. Looked at: that it begins and ends as one, with nothing before or behind; the names in
 * it, also when spelled with #, and those inside compressed object streams. Not looked at: fonts, images, what a
 * reader does with broken ones. It is shown as a download, never inside a page.
 */
export function faultOfPdf(bytes: Buffer): string | null {
  const text = bytes.toString('latin1');
  if (!text.startsWith('%PDF-') || !/%%EOF\s*$/.test(text.slice(-1_024))) return 'This PDF is not whole.';
  const packed = packedObjects(text, bytes);
  if (packed === null) return 'This PDF cannot be looked into.';
  const [open, inside] = [plainNames(text), plainNames(packed)];
  const found =
    LONG.exec(open) ?? LONG.exec(inside) ?? SHORT.exec(inside) ?? SHORT.exec(plainNames(outsideStreams(text)));
  return found ? `This PDF does more than show pages (${found[1]}).` : null;
}

/** `/J#61vaScript` is another spelling of `/JavaScript`. */
const plainNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_whole, code: string) => String.fromCharCode(parseInt(code, 16)));

function outsideStreams(text: string): string {
  const [first = '', ...rest] = text.split(/>>\s*stream\r?\n/);
  return first + rest.map((part) => part.slice(part.indexOf('endstream') >>> 0)).join(' ');
}

/** What the object streams hold; null when one of them is hidden, cannot be read, or swells too much. */
function packedObjects(text: string, bytes: Buffer): string | null {
  const all: string[] = [];
  let left = MOST_INFLATED;
  for (let at = text.indexOf('/ObjStm'); at >= 0; at = text.indexOf('/ObjStm', at + 1)) {
    const objects = inflated(text, bytes, at, left);
    if (objects === null) return null;
    left -= objects.length;
    all.push(objects);
  }
  return plainNames(text).split('/ObjStm').length - 1 === all.length ? all.join(' ') : null;
}

/** The one whose dictionary says so at `at`. */
function inflated(text: string, bytes: Buffer, at: number, most: number): string | null {
  const begin = /stream\r?\n/g;
  begin.lastIndex = at;
  const start = begin.exec(text);
  const header = start && text.slice(text.lastIndexOf('obj', at), start.index);
  if (!header || header.length > 2_000 || !/\/Filter\s*\[?\s*\/FlateDecode\s*\]?\s*[/>]/.test(header)) return null;
  const end = text.indexOf('endstream', begin.lastIndex);
  const packed = bytes.subarray(begin.lastIndex, end < 0 ? undefined : end);
  try {
    const options = { maxOutputLength: Math.max(1, most), finishFlush: constants.Z_SYNC_FLUSH };
    return inflateSync(packed, options).toString('latin1');
  } catch {
    return null;
  }
}
