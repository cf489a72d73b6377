import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export const S3_KEYS = { id: 'AKIATEST', secret: 'the secret of the double' };
export const S3_BUCKET = 'grome-files';

interface Stored {
  bytes: Buffer;
  contentType: string;
}
interface Refusal {
  status: number;
  code: string;
}
const refuse = (status: number, code: string): Refusal => ({ status, code });
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function signatureOf(credential: string, text: string): string {
  const [, day, region, service, end] = credential.split('/') as [string, string, string, string, string];
  const key = [region, service, end].reduce(hmac, hmac(`AWS4${S3_KEYS.secret}`, day));
  return hmac(key, text).toString('hex');
}

/** Imitates S3 (path style, Signature Version 4 in headers, links and forms). Verifies every signature. */
export class S3Double {
  readonly objects = new Map<string, Stored>();
  /** While true, every request is answered with 503. */
  isAway = false;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async open(): Promise<S3Double> {
    const double = new S3Double();
    await new Promise<void>((done) => double.server.listen(0, '127.0.0.1', done));
    return double;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get settings(): Record<string, string> {
    return {
      S3_ENDPOINT: this.url,
      S3_BUCKET,
      S3_REGION: 'eu-west-2',
      S3_ACCESS_KEY_ID: S3_KEYS.id,
      S3_SECRET_ACCESS_KEY: S3_KEYS.secret,
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const url = new URL(request.url!, this.url);
    const result = this.isAway ? refuse(503, 'SlowDown') : await this.handle(request, url, body);
    if ('code' in result) {
      response.writeHead(result.status, { 'content-type': 'application/xml' });
      response.end(request.method === 'HEAD' ? undefined : `<Error><Code>${result.code}</Code></Error>`);
      return;
    }
    const { status, object } = result;
    const type = url.searchParams.get('response-content-type') ?? object?.contentType;
    const disposition = url.searchParams.get('response-content-disposition');
    if (type) response.setHeader('content-type', type);
    if (disposition) response.setHeader('content-disposition', disposition);
    if (object) response.setHeader('content-length', object.bytes.length);
    response.writeHead(status).end(request.method === 'GET' ? object?.bytes : undefined);
  }

  private async handle(
    request: IncomingMessage,
    url: URL,
    body: Buffer,
  ): Promise<Refusal | { status: number; object?: Stored }> {
    if (request.method === 'POST') return this.takeForm(request, url, body);
    const fault = faultOf(request, url, body);
    if (fault) return fault;
    const key = url.pathname.slice(`/${S3_BUCKET}/`.length);
    if (!url.pathname.startsWith(`/${S3_BUCKET}/`)) return refuse(404, 'NoSuchBucket');
    if (request.method === 'PUT') {
      this.objects.set(key, { bytes: body, contentType: request.headers['content-type']! });
      return { status: 200 };
    }
    if (request.method === 'DELETE') {
      this.objects.delete(key);
      return { status: 204 };
    }
    const object = this.objects.get(key);
    return object ? { status: 200, object } : refuse(404, 'NoSuchKey');
  }

  private async takeForm(
    request: IncomingMessage,
    url: URL,
    body: Buffer,
  ): Promise<Refusal | { status: number; object?: Stored }> {
    if (url.pathname.replace(/\/$/, '') !== `/${S3_BUCKET}`) return refuse(404, 'NoSuchBucket');
    const headers = { 'content-type': request.headers['content-type']! };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const fields = new Map([...form].map(([name, value]) => [name.toLowerCase(), value]));
    const file = fields.get('file');
    if (!(file instanceof Blob)) return refuse(400, 'InvalidArgument');
    const bytes = Buffer.from(await file.arrayBuffer());
    const fault = faultOfForm(fields as Map<string, string>, bytes.length);
    if (fault) return fault;
    const { key, type } = { key: fields.get('key') as string, type: fields.get('content-type') as string };
    this.objects.set(key, { bytes, contentType: type });
    return { status: 204 };
  }
}

/** Checks that the policy is signed and not expired, that all its conditions hold, and that it covers every field. */
function faultOfForm(fields: Map<string, string>, size: number): Refusal | null {
  const policy = fields.get('policy') ?? '';
  const credential = fields.get('x-amz-credential') ?? '';
  if (!credential.startsWith(`${S3_KEYS.id}/`)) return refuse(403, 'InvalidAccessKeyId');
  if (signatureOf(credential, policy) !== fields.get('x-amz-signature')) return refuse(403, 'SignatureDoesNotMatch');
  const { expiration, conditions } = JSON.parse(Buffer.from(policy, 'base64').toString()) as {
    expiration: string;
    conditions: (Record<string, string> | [string, string | number, string | number])[];
  };
  if (new Date(expiration) < new Date()) return refuse(403, 'AccessDenied');
  const covered = new Set(['policy', 'x-amz-signature', 'file']);
  for (const condition of conditions) {
    if (Array.isArray(condition) && condition[0] === 'content-length-range') {
      if (size < Number(condition[1])) return refuse(400, 'EntityTooSmall');
      if (size > Number(condition[2])) return refuse(400, 'EntityTooLarge');
      continue;
    }
    const [name, value] = Array.isArray(condition)
      ? [String(condition[1]).slice(1).toLowerCase(), condition[2]]
      : [Object.keys(condition)[0]!.toLowerCase(), Object.values(condition)[0]!];
    covered.add(name);
    if ((name === 'bucket' ? S3_BUCKET : fields.get(name)) !== value) return refuse(403, 'AccessDenied');
  }
  return [...fields.keys()].every((name) => covered.has(name)) ? null : refuse(403, 'AccessDenied');
}

/** Checks a request that is signed in its headers or in its link. */
function faultOf(request: IncomingMessage, url: URL, body: Buffer): Refusal | null {
  const query = url.searchParams;
  const inLink = query.has('X-Amz-Signature');
  const header = /Credential=(.+?),\s*SignedHeaders=(.+?),\s*Signature=(\w+)/.exec(request.headers.authorization ?? '');
  if (!inLink && !header) return refuse(403, 'AccessDenied');
  const [credential, names, signature] = inLink
    ? ['X-Amz-Credential', 'X-Amz-SignedHeaders', 'X-Amz-Signature'].map((name) => query.get(name)!)
    : header!.slice(1);
  const at = inLink ? query.get('X-Amz-Date')! : String(request.headers['x-amz-date']);
  if (inLink && isPast(at, Number(query.get('X-Amz-Expires')))) return refuse(403, 'AccessDenied');
  const payload = inLink ? 'UNSIGNED-PAYLOAD' : String(request.headers['x-amz-content-sha256']);
  if (/^[0-9a-f]{64}$/.test(payload) && payload !== sha256(body)) return refuse(400, 'XAmzContentSHA256Mismatch');
  const canonical = [
    request.method,
    url.pathname,
    [...query]
      .filter(([name]) => name !== 'X-Amz-Signature')
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&'),
    ...names!.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    payload,
  ].join('\n');
  const scope = credential!.split('/').slice(1).join('/');
  const expected = signatureOf(credential!, ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n'));
  return expected === signature ? null : refuse(403, 'SignatureDoesNotMatch');
}

function isPast(at: string, seconds: number): boolean {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(at)!.map(Number);
  return Date.UTC(y!, mo! - 1, d, h, mi, s) + seconds * 1_000 < Date.now();
}
