import { Agent, request } from 'node:http';

/** An answer. `status` is 0 when no answer came (the connection was cut, or the time limit was reached). */
export interface Reply {
  status: number;
  body: any;
}

export interface Message {
  token?: string | undefined;
  body?: unknown;
  /** The `Idempotency-Key`. */
  key?: string;
}

const TIME_LIMIT = 60_000;

/**
 * The API of one node over keep-alive connections. It is lighter than fetch and `@grome/client`, because clients and servers
 * share two cores.
 */
export class Wire {
  readonly url: string;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 600 });

  constructor(url: string) {
    this.url = url;
  }

  get(path: string, message: Message = {}): Promise<Reply> {
    return this.send('GET', path, message);
  }
  post(path: string, message: Message = {}): Promise<Reply> {
    return this.send('POST', path, message);
  }

  /** Sends a request. Never throws: an error is an answer too. Paths are below /api/v1 unless they begin with `//`. */
  send(method: string, path: string, { token, body, key }: Message = {}): Promise<Reply> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(key && { 'idempotency-key': key }),
    };
    const url = `${this.url}${path.startsWith('//') ? path.slice(1) : `/api/v1${path}`}`;
    return new Promise((resolve) => {
      const failed = (error: Error) => resolve({ status: 0, body: { code: error.message } });
      const outgoing = request(url, { method, headers, agent: this.agent, timeout: TIME_LIMIT }, (incoming) => {
        let answer = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
        incoming.on('error', failed);
        incoming.on('end', () => resolve(replyOf(incoming.statusCode ?? 0, answer)));
      });
      outgoing.on('error', failed).on('timeout', () => outgoing.destroy(new Error('no answer in time')));
      outgoing.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

function replyOf(status: number, text: string): Reply {
  try {
    return { status, body: text ? JSON.parse(text) : undefined };
  } catch {
    return { status: 0, body: { code: 'the answer is cut off or not JSON' } };
  }
}
