import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { TestApp } from './app.ts';
import { eventually } from './eventually.ts';
import type { Answer } from './http-client.ts';
import { pageOf } from './pdfs.ts';
import { must, type Person } from './people.ts';

export interface UploadTarget {
  url: string;
  method: string;
  headers?: Record<string, string>;
  fields?: Record<string, string>;
}
export type Sent = Pick<Response, 'status'>;

/** Returns a photograph of one colour. */
export const photo = (side = 64, format: 'jpeg' | 'png' | 'webp' = 'jpeg'): Promise<Buffer> =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#a33' } })
    .toFormat(format)
    .toBuffer();

/** A certificate of one red page. */
export const PDF = pageOf();

export async function declare(
  who: Pick<Person, 'http'>,
  {
    purpose = 'id_document',
    contentType = 'image/jpeg',
    size = 1,
  }: { purpose?: string; contentType?: string; size?: number },
): Promise<{ id: string; upload: UploadTarget }> {
  return (await must(who.http.post('/uploads', { purpose, contentType, size }))).body;
}

/** Sends the file as the upload target of either store says. */
export function send({ url, method, headers, fields }: UploadTarget, bytes: Buffer): Promise<Response> {
  if (!fields) return fetch(url, { method, headers: headers ?? {}, body: new Uint8Array(bytes) });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]));
  return fetch(url, { method, body: form });
}

/** Declares, sends and completes an upload. Does not wait for the check. */
export async function uploaded(
  who: Pick<Person, 'http'>,
  bytes: Buffer,
  { purpose = 'id_document', contentType = 'image/jpeg' } = {},
): Promise<string> {
  const { id, upload } = await declare(who, { purpose, contentType, size: bytes.length });
  const sent = await send(upload, bytes);
  if (!sent.ok) throw new Error(`the store answered ${sent.status}: ${await sent.text()}`);
  const { status } = await must(who.http.post(`/uploads/${id}/complete`));
  if (status !== 202) throw new Error(`complete answered ${status}`);
  return id;
}

/** Waits for the check and returns its result. */
export function checked(who: Pick<Person, 'http'>, id: string): Promise<{ status: string; reason?: string }> {
  return eventually(async () => {
    const { body } = await must(who.http.get(`/uploads/${id}`));
    expect(['ready', 'refused']).toContain(body.status);
    return body;
  });
}

export async function readyUpload(
  who: Pick<Person, 'http'>,
  options: { purpose?: string; side?: number } = {},
): Promise<string> {
  const id = await uploaded(who, await photo(options.side), options);
  expect(await checked(who, id)).toMatchObject({ status: 'ready' });
  return id;
}

/** Returns everything in the local store, including half files. */
export async function objectsOf(app: TestApp): Promise<string[]> {
  const found = await readdir(join(app.config.DATA_DIR, 'uploads'), { recursive: true }).catch(() => []);
  return found.filter((path) => path.includes('/'));
}

/** Returns the documents of a barber with links, as an admin gets them. */
export async function documentsOf(admin: Person, userId: string): Promise<any[]> {
  return (await must<Answer>(admin.http.get(`/admin/verifications/${userId}`))).body.documents;
}
