const PNG_HEAD = 8;
/** Bytes of the length, type and checksum of a chunk. */
const CHUNK_FRAME = 12;
/** Chunks with texts. A text may be packed, and decoders unpack each text to up to a thousand times its size. */
const PNG_TEXTS = ['tEXt', 'zTXt', 'iTXt'];
const SCAN = Buffer.from([0xff, 0xda]);

/** Returns the PNG without its texts; all other bytes stay as they are. Visits each chunk once. */
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

/**
 * Returns whether a JPEG has more than `most` passes. Each pass visits all pixels, and a hundred bytes are enough for a pass, so
 * a small file could take very long to draw.
 */
export function hasMoreScans(jpeg: Buffer, most: number): boolean {
  let scans = 0;
  for (let at = jpeg.indexOf(SCAN); at >= 0 && scans <= most; at = jpeg.indexOf(SCAN, at + SCAN.length)) scans++;
  return scans > most;
}
