import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/openapi.ts';
import { GromeError, Unreachable, type Problem } from './problem.ts';

const PREFIX = '/api/v1';
/** The paths of docs/openapi.json, without /api/v1. */
export type ApiPaths = {
  [P in keyof paths as P extends `${typeof PREFIX}${infer Rest}` ? Rest : never]: paths[P];
};
/**
 * Sends requests such as `rest.GET('/bookings/{id}', { params })`, typed by docs/openapi.json. Throws `Unreachable` without an
 * answer.
 */
export type Rest = Client<ApiPaths>;
export type Fetch = (request: Request) => Promise<Response>;

/** The tokens of the signed-in user. */
export interface Tokens {
  /** Returns the access token; undefined when nobody is signed in. */
  token(): Promise<string | undefined>;
  /**
   * Fetches new tokens. Returns false when the session has ended. Throws `Unreachable` without an answer, and `GromeError` when
   * the server refuses with another status than 401.
   */
  renew(): Promise<boolean>;
}

export interface RestOptions {
  /** The address of the server, such as https://grome.example. */
  url: string;
  fetch?: Fetch | undefined;
  tokens?: Tokens | undefined;
  headers?: Record<string, string> | undefined;
}

export function createRest({ url, fetch = globalThis.fetch, tokens, headers = {} }: RestOptions): Rest {
  const reach = (request: Request) =>
    fetch(request).catch((error: unknown) => {
      throw new Unreachable(error);
    });
  const send = tokens ? signed(reach, tokens) : reach;
  return createClient<ApiPaths>({ baseUrl: url.replace(/\/$/, '') + PREFIX, fetch: send, headers });
}

/** Sends requests with the token of the signed-in user, and once more with a new token when the answer is 401. */
const signed = (reach: Fetch, tokens: Tokens): Fetch => {
  return async (request) => {
    const again = request.clone();
    const token = await tokens.token();
    const response = await reach(bearing(request, token));
    if (response.status !== 401 || token === undefined) return response;
    // Another request may have fetched a new token meanwhile.
    const isNew = (await tokens.token()) !== token || (await tokens.renew());
    return isNew ? reach(bearing(again, await tokens.token())) : response;
  };
};

function bearing(request: Request, token: string | undefined): Request {
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
  return request;
}

/** Returns the data of an answer. Throws `GromeError` with the problem when the server refused the request. */
export async function unwrap<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<NonNullable<T>> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new GromeError(error as Problem);
  return data as NonNullable<T>;
}
