const PNG_HEAD = 8;
/** Length, type and checksum of a chunk. */
const CHUNK_FRAME = 12;
/** Texts of a PNG may be packed: decoders unpack each of them, a thousand times what was sent. */
const PNG_TEXTS = ['tEXt', 'zTXt', 'iTXt'];
const SCAN = Buffer.from([0xff, 0xda]);

/** The PNG without its texts. What is no PNG stays as it is. Looks at each chunk once. */
export function withoutTexts(png: Buffer): Buffer {
  const kept = [png.subarray(0, PNG_HEAD)];
  let at = PNG_HEAD;
  while (at + CHUNK_FRAME <= png.length) {
    const end = at + CHUNK_FRAME + png.readUInt32BE(at);
    if (!PNG_TEXTS.includes(png.toString('latin1', at + 4, at + 8))) kept.push(png.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, png.subarray(at)]);
}

/** Whether a JPEG is drawn in more than `most` passes. Each pass visits all pixels, and a hundred bytes are enough for one pass. */
export function hasMoreScans(jpeg: Buffer, most: number): boolean {
  let scans = 0;
  for (let at = jpeg.indexOf(SCAN); at >= 0 && scans <= most; at = jpeg.indexOf(SCAN, at + SCAN.length)) scans++;
  return scans > most;
}
