import { PeriodicRunner } from '../../src/jobs/periodic-runner.ts';
import { UploadsService } from '../../src/modules/files/uploads/uploads.service.ts';
import { archiveAt } from '../support/archives.ts';
import { bootApp, type TestApp } from '../support/app.ts';
import { eventually } from '../support/eventually.ts';
import { must, signUp, type Person } from '../support/people.ts';
import { S3Double } from '../support/s3-double.ts';
import { checked, declare, photo, send, uploaded } from '../support/uploads.ts';
import { refusal } from '../support/visits.ts';

let bucket: S3Double;
let app: TestApp;
let anna: Person;
beforeAll(async () => {
  bucket = await S3Double.open();
  app = await bootApp({ UPLOAD_POLL_MS: '20', ...bucket.settings });
  anna = await signUp(app.http, 'customer');
});
afterAll(async () => {
  await app.close();
  await bucket.close();
});
beforeEach(() => bucket.objects.clear());

const linkOf = async (id: string) => {
  const [upload] = await app.get(UploadsService).find([id]);
  return app.get(UploadsService).link(upload!, 60);
};

describe('a file in a bucket', () => {
  it('goes there by a form, is checked, drawn anew and can be read by a link; the original is deleted', async () => {
    const bytes = await photo();
    const { id, upload } = await declare(anna, { size: bytes.length });
    expect(upload).toMatchObject({ url: `${bucket.url}/grome-files`, method: 'POST' });
    expect((await send(upload, bytes)).status).toBe(204);
    expect([...bucket.objects.keys()]).toEqual([upload.fields!.key]);
    expect((await anna.http.post(`/uploads/${id}/complete`)).status).toBe(202);
    expect(await checked(anna, id)).toEqual({ id, status: 'ready' });
    await eventually(() => expect(bucket.objects.size).toBe(1));
    expect([...bucket.objects.keys()]).not.toEqual([upload.fields!.key]);

    const answer = await fetch((await linkOf(id))!);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual([...bucket.objects.values()][0]!.bytes);
  });

  it('is refused by the bucket when it has another size, type or key, or the policy was changed', async () => {
    const bytes = await photo();
    const { upload } = await declare(anna, { size: bytes.length });
    const changed = (fields: Record<string, string>) => ({ ...upload, fields: { ...upload.fields, ...fields } });
    expect((await send(upload, Buffer.concat([bytes, bytes]))).status).toBe(400);
    expect((await send(upload, bytes.subarray(1))).status).toBe(400);
    expect((await send(changed({ 'Content-Type': 'text/html' }), bytes)).status).toBe(403);
    expect((await send(changed({ key: 'uploads/../../elsewhere' }), bytes)).status).toBe(403);
    const policy = JSON.parse(Buffer.from(upload.fields!.Policy!, 'base64').toString());
    const wider = Buffer.from(JSON.stringify({ ...policy, conditions: [] })).toString('base64');
    expect((await send(changed({ Policy: wider }), bytes)).status).toBe(403);
    expect(bucket.objects.size).toBe(0);
  });

  it('cannot be read without a link, or by one that was changed', async () => {
    const id = await uploaded(anna, await photo());
    await checked(anna, id);
    const link = new URL((await linkOf(id))!);
    expect((await fetch(`${link.origin}${link.pathname}`)).status).toBe(403);
    link.searchParams.set('X-Amz-Expires', '600000');
    expect((await fetch(link)).status).toBe(403);
  });

  it('that never arrived cannot be complete', async () => {
    const { id } = await declare(anna, {});
    expect(refusal(await anna.http.post(`/uploads/${id}/complete`))).toEqual([422, 'upload-missing']);
  });

  it('is checked once the bucket is back', async () => {
    const bytes = await photo();
    const { id, upload } = await declare(anna, { size: bytes.length });
    await send(upload, bytes);
    const rows = app.db.collection<any>('uploads');
    bucket.isAway = true;
    await rows.updateOne({ _id: id }, { $set: { status: 'checking', dueAt: new Date() } });
    await eventually(async () => expect(await rows.findOne({ _id: id })).toMatchObject({ attempts: 1 }));
    bucket.isAway = false;
    await eventually(async () => {
      await rows.updateOne({ _id: id, status: 'checking' }, { $set: { dueAt: new Date() } });
      expect((await anna.http.get(`/uploads/${id}`)).body).toEqual({ id, status: 'ready' });
    });
  });
});

it('the copy of everything known of somebody lies there as well, and is a download', async () => {
  await must(anna.http.post('/me/export'));
  await app.get(PeriodicRunner).turn('exports');
  const { status, url } = (await must(anna.http.get('/me/export'))).body;
  expect([status, [...bucket.objects.values()].map(({ contentType }) => contentType)]).toEqual([
    'ready',
    ['application/zip'],
  ]);
  const asked = new URL(url).searchParams;
  expect(asked.get('response-content-disposition')).toBe('attachment; filename="grome-export.zip"');
  expect((await archiveAt(url)).rows('account')).toMatchObject([{ id: anna.id }]);
});
