import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const SID = `AC${'5'.repeat(32)}`;
const TOKEN = 'the token of the double';
const AUTHORIZATION = `Basic ${Buffer.from(`${SID}:${TOKEN}`).toString('base64')}`;
const PATH = `/2010-04-01/Accounts/${SID}/Messages.json`;

interface Refusal {
  status: number;
  code: number;
}

/** Imitates Twilio's protocol for messages. Refuses everything that Twilio would refuse. */
export class TwilioDouble {
  /** Accepted messages, as they arrived. */
  readonly messages: Record<string, string>[] = [];
  /** How many requests arrived. */
  asked = 0;
  /**
   * The next answers. When the list is empty, messages are accepted again. `lost` accepts the message and closes the connection.
   */
  readonly next: (Refusal | 'lost')[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async open(): Promise<TwilioDouble> {
    const double = new TwilioDouble();
    await new Promise<void>((done) => double.server.listen(0, '127.0.0.1', done));
    return double;
  }

  get settings(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return {
      TWILIO_ACCOUNT_SID: SID,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_FROM: '+15005550006',
      TWILIO_API_URL: `http://127.0.0.1:${port}`,
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked++;
    const fields = Object.fromEntries(new URLSearchParams(await text(request)));
    const next = this.next.shift();
    const refusal = faultOf(request, fields) ?? (next === 'lost' ? null : next);
    response.setHeader('content-type', 'application/json');
    if (refusal) {
      const more_info = `https://www.twilio.com/docs/errors/${refusal.code}`;
      const message = `The number '${fields['To']}' was refused`;
      response.writeHead(refusal.status).end(JSON.stringify({ ...refusal, message, more_info }));
      return;
    }
    this.messages.push(fields);
    if (next === 'lost') request.socket.destroy();
    const { To: to, From: from = null, Body: body } = fields;
    const sid = `SM${randomBytes(16).toString('hex')}`;
    response.writeHead(201).end(JSON.stringify({ sid, account_sid: SID, to, from, body, status: 'queued' }));
  }
}

function faultOf({ method, url, headers }: IncomingMessage, fields: Record<string, string>): Refusal | null {
  if (headers.authorization !== AUTHORIZATION) return { status: 401, code: 20003 };
  if (method !== 'POST' || url !== PATH) return { status: 404, code: 20404 };
  if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return { status: 400, code: 21604 };
  if (!fields['To']) return { status: 400, code: 21604 };
  if (!/^\+\d{7,15}$/.test(fields['To'])) return { status: 400, code: 21211 };
  if (!fields['From'] === !fields['MessagingServiceSid']) return { status: 400, code: 21603 };
  return fields['Body'] ? null : { status: 400, code: 21602 };
}
