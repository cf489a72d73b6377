/** What came back: status, parsed body, headers. */
export interface Answer<T = any> {
  status: number;
  body: T;
  headers: Headers;
}

/** A small JSON client for tests; `as(token)` gives one that is signed in. */
export class HttpClient {
  constructor(
    readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

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
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${this.url}${path.startsWith('//') ? path.slice(1) : `/api/v1${path}`}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...this.headers },
      body: body === undefined ? null : raw ? (body as string) : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T, headers: response.headers };
  }
}
