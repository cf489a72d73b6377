import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { exportPKCS8, generateKeyPair, jwtVerify, type CryptoKey } from 'jose';

const PROJECT = 'grome-test';
const EMAIL = 'sender@grome-test.iam.gserviceaccount.com';
const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const FCM_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
const BAD_REQUEST = 'type.googleapis.com/google.rpc.BadRequest';

interface Answer {
  status: number;
  body: object;
}
const refusal = (code: number, status: string, ...details: object[]): Answer => ({
  status: code,
  body: { error: { code, message: `refused: ${status}`, status, details } },
});
const violation = (field: string) => ({ '@type': BAD_REQUEST, fieldViolations: [{ field }] });
/** Returns a refusal in the form of FCM, with the wrong field if FCM names one. */
export const fcmRefusal = (code: number, status: string, errorCode: string, field?: string): Answer =>
  refusal(code, status, ...(field === undefined ? [] : [violation(field)]), { '@type': FCM_ERROR, errorCode });

/** Imitates Google's token endpoint and FCM's HTTP v1. Refuses everything that the real services would refuse. */
export class FcmDouble {
  /** Accepted messages. */
  readonly messages: any[] = [];
  /** Answers to the next messages. When the list is empty, messages are accepted again. */
  readonly next: Answer[] = [];
  /** Every answer waits for this promise. */
  patience: Promise<void> = Promise.resolve();
  /** How many access tokens were issued. */
  granted = 0;
  private readonly tokens = new Set<string>();
  private readonly server: Server;

  private constructor(
    private readonly publicKey: CryptoKey,
    private readonly privateKey: string,
  ) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async open(): Promise<FcmDouble> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const double = new FcmDouble(publicKey, await exportPKCS8(privateKey));
    await new Promise<void>((done) => double.server.listen(0, '127.0.0.1', done));
    return double;
  }

  get settings(): Record<string, string> {
    return {
      FCM_PROJECT_ID: PROJECT,
      FCM_CLIENT_EMAIL: EMAIL,
      FCM_PRIVATE_KEY: this.privateKey.replaceAll('\n', '\\n'),
      FCM_API_URL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
    };
  }

  /** Makes all access tokens invalid that were issued so far. */
  revoke(): void {
    this.tokens.clear();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isGrant = request.method === 'POST' && request.url === '/token';
    const { status, body } = isGrant ? await this.grant(request) : await this.take(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private async grant(request: IncomingMessage): Promise<Answer> {
    const form = new URLSearchParams(await text(request));
    const claims = { issuer: EMAIL, audience: 'https://oauth2.googleapis.com/token', maxTokenAge: '1h' };
    try {
      const { payload } = await jwtVerify(form.get('assertion') ?? '', this.publicKey, claims);
      if (form.get('grant_type') !== GRANT || payload['scope'] !== SCOPE || !payload.exp) throw new Error('odd');
    } catch {
      return { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid JWT' } };
    }
    this.granted++;
    const access_token = `ya29.${randomUUID()}`;
    this.tokens.add(access_token);
    return { status: 200, body: { access_token, expires_in: 3_599, token_type: 'Bearer' } };
  }

  private async take(request: IncomingMessage): Promise<Answer> {
    const { message } = (await json(request)) as any;
    await this.patience;
    if (!this.tokens.has(request.headers.authorization?.replace('Bearer ', '') ?? ''))
      return refusal(401, 'UNAUTHENTICATED');
    if (request.method !== 'POST' || request.url !== `/v1/projects/${PROJECT}/messages:send`)
      return refusal(404, 'NOT_FOUND');
    const field = wrongField(message);
    if (field) return refusal(400, 'INVALID_ARGUMENT', violation(field));
    const next = this.next.shift();
    if (next) return next;
    this.messages.push(message);
    return { status: 200, body: { name: `projects/${PROJECT}/messages/0:${this.messages.length}` } };
  }
}

function wrongField({ token, notification, data }: any): string | undefined {
  if (typeof token !== 'string' || !token) return 'message.token';
  if (![notification?.title, notification?.body].every((part) => typeof part === 'string'))
    return 'message.notification';
  const isWrong = ([key, value]: [string, unknown]) => typeof value !== 'string' || /^(from|gcm|google)/.test(key);
  return Object.entries(data ?? {}).some(isWrong) ? 'message.data' : undefined;
}
