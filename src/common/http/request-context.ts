import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line and problem of one request carries. */
export interface RequestContext {
  requestId: string;
  userId?: string;
  /** Of the client, as far as TRUST_PROXY lets us see. */
  ip?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const requestContext = (): RequestContext | undefined => storage.getStore();
export const runInRequest = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);
