import { request } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { UploadsService } from '../../src/modules/files/uploads/uploads.service.ts';
import { bootApp, type TestApp } from '../support/app.ts';
import { eventually } from '../support/eventually.ts';
import { isRed, pageOf, seen } from '../support/pdfs.ts';
import { signUp, type Person } from '../support/people.ts';
import { checked, declare, objectsOf, photo, readyUpload, send, uploaded } from '../support/uploads.ts';
import { refusal } from '../support/visits.ts';

const DAY = 86_400_000;
let app: TestApp;
let anna: Person;
let ben: Person;
beforeAll(async () => {
  app = await bootApp({ ACCESS_TOKEN_TTL_SECONDS: '100000000', UPLOAD_POLL_MS: '20' });
  app.clock.set('2035-03-05T08:00:00.000Z');
});
afterAll(() => app.close());
beforeEach(async () => {
  [anna, ben] = [await signUp(app.http, 'customer'), await signUp(app.http, 'customer')];
});

/** The link under which the owner's file can be read, if it can. */
async function linkOf(id: string): Promise<string | null> {
  const uploads = app.get(UploadsService);
  const [upload] = await uploads.find([id]);
  return uploads.link(upload!, 60);
}
const bytesOf = async (id: string) => Buffer.from(await (await fetch((await linkOf(id))!)).arrayBuffer());
const judged = async (bytes: Buffer, contentType = 'image/png') =>
  checked(anna, await uploaded(anna, bytes, { contentType }));

describe('a file', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'that is a %s photograph becomes ready, and can be read by its link',
    async (format) => {
      const id = await uploaded(anna, await photo(64, format), { contentType: `image/${format}` });
      expect(await checked(anna, id)).toEqual({ id, status: 'ready' });
      const answer = await fetch((await linkOf(id))!);
      expect(answer.headers.get('content-type')).toBe(`image/${format}`);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).toMatchObject({ format, width: 64 });
    },
  );

  it('that is a PDF becomes ready, shows the same page, and is a download without the scripts and links it came with', async () => {
    const script = '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>';
    const id = await uploaded(anna, pageOf({ catalogue: script }), { contentType: 'application/pdf' });
    expect(await checked(anna, id)).toEqual({ id, status: 'ready' });
    const answer = await fetch((await linkOf(id))!);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe('attachment');
    const shown = Buffer.from(await answer.arrayBuffer());
    expect(isRed((await seen(shown)).middle)).toBe(true);
    expect(shown.toString('latin1')).not.toMatch(/OpenAction|JavaScript|alert/);
  });

  it.each([
    ['This PDF has more than 20 pages.', pageOf({ times: 21 })],
    ['This PDF cannot be read.', Buffer.from('%PDF-1.7\nand nothing else')],
    ['This is not application/pdf.', Buffer.from('<html>not a PDF</html>')],
  ])('that is a PDF nobody can show is refused at once: %s', async (reason, bytes) => {
    expect(await judged(bytes, 'application/pdf')).toMatchObject({ status: 'refused', reason });
    expect(await app.db.collection('uploads').findOne({ ownerId: anna.id })).toMatchObject({ attempts: 1 });
  });

  it('has a status: waiting until it is complete', async () => {
    const { id } = await declare(anna, {});
    expect((await anna.http.get(`/uploads/${id}`)).body).toEqual({ id, status: 'waiting' });
    expect(refusal(await anna.http.post(`/uploads/${id}/complete`))).toEqual([422, 'upload-missing']);
  });

  it('may be completed twice and is checked once', async () => {
    const id = await readyUpload(anna);
    expect(await anna.http.post(`/uploads/${id}/complete`)).toMatchObject({ status: 202, body: { status: 'ready' } });
    expect(await app.db.collection('outbox').countDocuments({ 'payload.uploadId': id })).toBe(1);
  });

  it.each([
    { purpose: 'avatar', contentType: 'application/pdf', size: 10 },
    { purpose: 'chat', contentType: 'image/svg+xml', size: 10 },
    { purpose: 'chat', contentType: 'image/gif', size: 10 },
    { purpose: 'id_document', contentType: 'text/html', size: 10 },
    { purpose: 'id_document', contentType: 'image/png', size: 10_000_001 },
    { purpose: 'avatar', contentType: 'image/png', size: 5_000_001 },
    { purpose: 'chat', contentType: 'image/png', size: 0 },
    { purpose: '../../etc', contentType: 'image/png', size: 10 },
    { purpose: 'chat', contentType: 'image/png', size: 10, name: '../../../etc/passwd' },
    { purpose: 'chat', contentType: 'image/png', size: 10, key: '../secret' },
  ])('of a kind that is not taken is refused before anything is sent: %j', async (body) => {
    expect(refusal(await anna.http.post('/uploads', body))).toEqual([400, 'validation-failed']);
  });

  it('loses what the camera wrote into it, where it was taken above all, and stands upright', async () => {
    const taken = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'blue' } })
      .withExif({ IFD0: { Make: 'SecretCam' }, IFD3: { GPSLatitude: '51/1 27/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(taken).metadata()).exif).toBeDefined();
    const id = await uploaded(anna, taken);
    expect(await checked(anna, id)).toMatchObject({ status: 'ready' });
    const shown = await bytesOf(id);
    const { exif, xmp, orientation, width, height } = await sharp(shown).metadata();
    expect([exif, xmp, orientation, width, height]).toEqual([undefined, undefined, undefined, 20, 40]);
    expect(shown.toString('latin1')).not.toMatch(/SecretCam|Exif|GPS/);
  });
});

describe('an attacker', () => {
  it('who sends five gigabytes is cut off at the declared size, and nothing stays on the disk', async () => {
    const before = await objectsOf(app);
    const { upload } = await declare(anna, { size: 1_000_000 });
    const outgoing = request(upload.url, { method: 'PUT', headers: upload.headers! });
    let sent = 0;
    let status = 0;
    outgoing.on('response', (answer) => (status = answer.statusCode!)).on('error', () => undefined);
    const over = new Promise((done) => outgoing.on('response', done).on('close', done).on('error', done));
    const chunk = Buffer.alloc(1 << 20);
    // Far from all of them have to leave for a server that does not cut to be seen.
    while (sent < 200_000_000 && !status && !outgoing.destroyed) {
      sent += chunk.length;
      if (!outgoing.write(chunk)) await Promise.race([new Promise((done) => outgoing.once('drain', done)), over]);
    }
    outgoing.destroy();
    expect(sent).toBeLessThan(100_000_000);
    expect([0, 413]).toContain(status);
    await eventually(async () => expect(await objectsOf(app)).toEqual(before));
  });

  it('who says beforehand that there are too many bytes is refused before the first', async () => {
    const { upload } = await declare(anna, { size: 10 });
    const answer = await send(upload, Buffer.alloc(11));
    expect([answer.status, await answer.json()]).toEqual([413, expect.objectContaining({ code: 'payload-too-large' })]);
  });

  it('who sends less than declared has sent nothing', async () => {
    const { id, upload } = await declare(anna, { size: 10 });
    expect((await send(upload, Buffer.alloc(9))).status).toBe(422);
    expect(refusal(await anna.http.post(`/uploads/${id}/complete`))).toEqual([422, 'upload-missing']);
  });

  it('who packs the body so that it swells is held to the size it has unpacked', async () => {
    const { upload } = await declare(anna, { size: 1_000 });
    const packed = deflateSync(Buffer.alloc(50_000_000));
    const headers = { ...upload.headers, 'content-encoding': 'deflate' };
    const answer = await fetch(upload.url, { method: 'PUT', headers, body: new Uint8Array(packed) }).catch(() => null);
    expect([413, 415, undefined]).toContain(answer?.status);
  });

  it('who sends another content type than declared is refused', async () => {
    const { upload } = await declare(anna, { size: 10 });
    for (const type of ['image/png', 'text/html', 'image/svg+xml', 'application/x-www-form-urlencoded']) {
      const sent = await send({ ...upload, headers: { 'content-type': type } }, Buffer.from('0123456789'));
      expect([type, sent.status]).toEqual([type, 415]);
    }
  });

  it('who changes a link, waits too long, or uses it for something else gets nowhere', async () => {
    const { upload } = await declare(anna, { size: 10 });
    const token = upload.url.split('/').at(-1)!;
    const grant = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString());
    const forged = (more: object) =>
      `${Buffer.from(JSON.stringify({ ...grant, ...more })).toString('base64url')}.${token.split('.')[1]}`;
    for (const bad of [
      forged({ size: 5_000_000_000 }),
      forged({ contentType: 'text/html' }),
      forged({ key: '../../../../etc/passwd' }),
      forged({ until: grant.until + 1 }),
      `${token}x`,
      'x',
      '..%2f..%2fetc%2fpasswd',
    ]) {
      const answer = await send({ ...upload, url: upload.url.replace(token, bad) }, Buffer.alloc(10));
      expect([bad, answer.status]).toEqual([bad, 403]);
    }
    expect((await fetch(upload.url)).status).toBe(403);
    app.clock.advance(900_000);
    expect((await send(upload, Buffer.alloc(10))).status).toBe(403);
  });

  it('who keeps a link for reading finds it dead a minute later', async () => {
    const url = (await linkOf(await readyUpload(anna)))!;
    expect((await fetch(url)).status).toBe(200);
    app.clock.advance(60_000);
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(`${url}x`)).status).toBe(403);
  });

  it('who sends something else once it is ready changes nothing that others see', async () => {
    const bytes = await photo();
    const { id, upload } = await declare(anna, { size: bytes.length });
    await send(upload, bytes);
    await anna.http.post(`/uploads/${id}/complete`);
    await checked(anna, id);
    const shown = await bytesOf(id);
    await send(upload, Buffer.alloc(bytes.length, 'x'));
    expect(await bytesOf(id)).toEqual(shown);
  });

  it('who asks for the upload of somebody else is told there is none', async () => {
    const { id } = await declare(anna, {});
    expect(refusal(await ben.http.get(`/uploads/${id}`))).toEqual([404, 'not-found']);
    expect(refusal(await ben.http.post(`/uploads/${id}/complete`))).toEqual([404, 'not-found']);
  });

  it('who wants to read a file before it is checked has no link to do so', async () => {
    const bytes = await photo();
    const { id, upload } = await declare(anna, { size: bytes.length });
    await send(upload, bytes);
    expect(await linkOf(id)).toBeNull();
    const refused = await uploaded(anna, Buffer.from('not a photograph'));
    await checked(anna, refused);
    expect(await linkOf(refused)).toBeNull();
  });

  it('who declares one file after the other is stopped at twenty that nothing uses', async () => {
    for (let i = 0; i < 20; i++) await declare(anna, {});
    expect(refusal(await anna.http.post('/uploads', { purpose: 'chat', contentType: 'image/png', size: 1 }))).toEqual([
      422,
      'too-many-uploads',
    ]);
  });
});

describe('a file that is not what it says', () => {
  it.each<[string, Buffer]>([
    ['a zip bomb', Buffer.concat([Buffer.from('PK\x03\x04'), deflateSync(Buffer.alloc(50_000_000))])],
    ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01')],
    ['the beginning of an image', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['an image with a hole', pngOf(64, 64).subarray(0, 50)],
  ])('is refused: %s', async (_what, bytes) => {
    expect(await judged(bytes)).toMatchObject({ status: 'refused', reason: expect.any(String) });
    await eventually(async () => expect(await objectsOf(app)).not.toContainEqual(expect.stringMatching(/part$/)));
  });

  it('is refused: a JPEG that was declared as PNG', async () => {
    expect(await judged(await photo())).toMatchObject({ status: 'refused', reason: 'This is not image/png.' });
  });

  it('is refused: 30,000 by 30,000 pixels in a few kilobytes', async () => {
    const bomb = pngOf(30_000, 30_000, deflateSync(Buffer.alloc(5_000_000)));
    expect(bomb.length).toBeLessThan(10_000);
    expect(await judged(bomb)).toMatchObject({ status: 'refused', reason: 'This image has too many pixels.' });
  });

  it('is refused: a moving image', async () => {
    const frame = (background: string) => sharp({ create: { width: 20, height: 20, channels: 3, background } }).png();
    const both = await Promise.all([frame('red').toBuffer(), frame('blue').toBuffer()]);
    const frames = await sharp(both, { join: { animated: true } })
      .webp({ delay: [50, 50] })
      .toBuffer();
    expect(await judged(frames, 'image/webp')).toMatchObject({ reason: 'Animated images are not accepted.' });
  });

  it('loses its second nature: a photograph that is a page as well', async () => {
    const jpeg = await photo();
    const page = Buffer.from('<html><script>alert(document.domain)</script></html>');
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, page.length + 2]), page]);
    const both = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), page]);
    const id = await uploaded(anna, both);
    expect(await checked(anna, id)).toMatchObject({ status: 'ready' });
    expect((await bytesOf(id)).toString('latin1')).not.toContain('script');
  });
});

describe('files that nothing uses', () => {
  it('vanish after a day, with what was sent and what was made of it', async () => {
    const before = await objectsOf(app);
    const ids = [await readyUpload(anna), (await declare(anna, {})).id, await uploaded(anna, Buffer.from('refused'))];
    await checked(anna, ids[2]!);
    app.clock.advance(DAY);
    for (const id of ids)
      await eventually(async () => expect((await anna.http.get(`/uploads/${id}`)).status).toBe(404));
    await eventually(async () => expect(await app.db.collection('uploads').countDocuments()).toBe(0));
    expect((await objectsOf(app)).length).toBeLessThanOrEqual(before.length);
  });
});

/** A PNG that says it has these sides, whatever is in it. */
function pngOf(width: number, height: number, data = deflateSync(Buffer.alloc((width * 3 + 1) * height))): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', data), pngChunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [size, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, crc]);
}
