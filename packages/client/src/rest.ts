import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/openapi.ts';
import { GromeError, Unreachable, type Problem } from './problem.ts';

const PREFIX = '/api/v1';
/** The paths of docs/openapi.json below /api/v1. */
export type ApiPaths = {
  [P in keyof paths as P extends `${typeof PREFIX}${infer Rest}` ? Rest : never]: paths[P];
};
/** `rest.GET('/bookings/{id}', { params })`: typed by the OpenAPI document. Throws `Unreachable` when nobody answers. */
export type Rest = Client<ApiPaths>;
export type Fetch = (request: Request) => Promise<Response>;

/** Whose requests these are. */
export interface Tokens {
  /** The access token; undefined when nobody is signed in. */
  token(): Promise<string | undefined>;
  /** Fetches a new one; false when the session has ended. Throws `Unreachable`. */
  renew(): Promise<boolean>;
}

export interface RestOptions {
  /** Of the server, such as https://grome.example. */
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

/** With the token of whoever is signed in; once more with a new one when it has expired. */
const signed = (reach: Fetch, tokens: Tokens): Fetch => {
  return async (request) => {
    const again = request.clone();
    const token = await tokens.token();
    const response = await reach(bearing(request, token));
    if (response.status !== 401 || token === undefined) return response;
    // Another request may have fetched a new one meanwhile.
    const isNew = (await tokens.token()) !== token || (await tokens.renew());
    return isNew ? reach(bearing(again, await tokens.token())) : response;
  };
};

function bearing(request: Request, token: string | undefined): Request {
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
  return request;
}

/** The data of an answer; throws `GromeError` with the problem when it was refused. */
export async function unwrap<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<NonNullable<T>> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new GromeError(error as Problem);
  return data as NonNullable<T>;
}
