import { createRest, type Rest } from '@grome/client';
import { mustBeDocumented } from './documented-problems.ts';

/** The status, parsed body and headers of an answer. */
export interface Answer<T = any> {
  status: number;
  body: T;
  headers: Headers;
}

interface Raw {
  data?: string;
  error?: unknown;
  response: Response;
}

/**
 * `@grome/client` for tests, which also send what its types forbid. `as(token)` returns a client that is signed in. Throws when
 * an answer is a problem that docs/openapi.json does not list for its operation.
 */
export class HttpClient {
  private readonly rest: Rest;

  constructor(
    readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {
    this.rest = createRest({ url, headers });
  }

  as(token: string): HttpClient {
    return this.with({ authorization: `Bearer ${token}` });
  }

  with(headers: Record<string, string>): HttpClient {
    return new HttpClient(this.url, { ...this.headers, ...headers });
  }

  get<T = any>(path: string): Promise<Answer<T>> {
    return this.send('GET', path);
  }
  post<T = any>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send('POST', path, body);
  }
  put<T = any>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send('PUT', path, body);
  }
  patch<T = any>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send('PATCH', path, body);
  }
  delete<T = any>(path: string): Promise<Answer<T>> {
    return this.send('DELETE', path);
  }

  /** `body` is sent as JSON unless it is a string or bytes. Paths are below /api/v1 unless they begin with `//`. */
  async send<T = any>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const init = {
      body,
      bodySerializer: (given: unknown) => (isRaw ? given : JSON.stringify(given)),
      parseAs: 'text',
      ...(path.startsWith('//') && { baseUrl: this.url }),
    };
    const request = this.rest.request as unknown as (method: string, path: string, init: object) => Promise<Raw>;
    const { data, error, response } = await request(method, path.replace(/^\/\//, '/'), init);
    const parsed: unknown = response.ok ? data && JSON.parse(data) : error;
    mustBeDocumented(method, new URL(response.url).pathname, response.status, parsed);
    return { status: response.status, body: (parsed === '' ? undefined : parsed) as T, headers: response.headers };
  }
}
