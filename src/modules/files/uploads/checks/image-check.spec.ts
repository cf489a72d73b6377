import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { cleanImage } from './image-check.ts';

const photo = (format: 'png' | 'jpeg') =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: '#a33' } })
    .toFormat(format)
    .toBuffer();

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

/** Inserts chunks behind the head of a PNG, which has 33 bytes. */
const withChunks = (png: Buffer, chunks: Buffer[]) => Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

/** Returns a JPEG with `count` passes. Each pass says that nothing changes, for 32,767 blocks of 64 pixels at a time. */
function passes(side: number, count: number): Buffer {
  const segment = (marker: number, ...data: number[]) =>
    Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255, ...data]);
  const sides = [side >> 8, side & 255, side >> 8, side & 255];
  const blocks = Math.ceil(side / 8) ** 2;
  const nothing = Buffer.alloc(Math.ceil(blocks / 8));
  const pass = [segment(0xda, 1, 1, 0, 1, 63, 0), runs(Math.ceil(blocks / 32_767))];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, 0, ...Array<number>(64).fill(1)),
    segment(0xc2, 8, ...sides, 1, 1, 0x11, 0),
    segment(0xc4, 0x00, 1, ...Array<number>(15).fill(0), 0),
    segment(0xc4, 0x10, 1, ...Array<number>(15).fill(0), 0xe0),
    ...[segment(0xda, 1, 1, 0, 0, 0, 0), nothing],
    ...Array.from({ length: count }, () => pass).flat(),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function runs(count: number): Buffer {
  const bits = `0${'1'.repeat(14)}`.repeat(count).padEnd(Math.ceil((count * 15) / 8) * 8, '1');
  const bytes = bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2));
  return Buffer.from(bytes.flatMap((byte) => (byte === 255 ? [255, 0] : [byte])));
}

describe('a small image that is costly to draw', () => {
  it.each(['zTXt', 'iTXt'])(
    'does not fill the memory: a PNG with packed texts (%s) loses them before it is opened',
    async (type) => {
      const text = deflateSync(Buffer.alloc(7_900_000, 'a'));
      const bomb = chunk(type, Buffer.concat([Buffer.from(type === 'zTXt' ? 'k\0\0' : 'k\0\x01\0\0\0'), text]));
      const png = withChunks(await photo('png'), Array<Buffer>(20).fill(bomb));
      const before = process.memoryUsage().rss;
      expect(await cleanImage(png, 'image/png', 100)).toEqual({ bytes: expect.any(Buffer) });
      // Unpacked texts would take more than a gigabyte.
      expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
    },
  );

  it('is refused when it is a JPEG with more than a hundred passes', async () => {
    expect(await cleanImage(passes(64, 99), 'image/jpeg', 100)).toEqual({ bytes: expect.any(Buffer) });
    expect(await cleanImage(passes(64, 100), 'image/jpeg', 100)).toEqual({ reason: 'This image cannot be read.' });
  });

  it('keeps its orientation and its colours', async () => {
    const png = await sharp(await photo('png'))
      .resize(40, 20, { fit: 'fill' })
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();
    const judgement = await cleanImage(png, 'image/png', 100);
    const { data, info } = await sharp((judgement as { bytes: Buffer }).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, ...data.subarray(0, 3)]).toEqual([20, 40, 0xaa, 0x33, 0x33]);
  });

  it('is refused when it is cut off', async () => {
    const png = withChunks(await photo('png'), [chunk('tEXt', Buffer.from('k\0text'))]);
    for (const end of [5, 20, 35, 47, 60])
      expect(await cleanImage(png.subarray(0, end), 'image/png', 100)).toEqual({
        reason: 'This image cannot be read.',
      });
  });
});
