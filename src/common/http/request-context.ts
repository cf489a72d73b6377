import { AsyncLocalStorage } from 'node:async_hooks';

/** Data of one request that appears in its log lines and problems. */
export interface RequestContext {
  requestId: string;
  userId?: string;
  /** The address of the client, as far as TRUST_PROXY reveals the address. */
  ip?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const requestContext = (): RequestContext | undefined => storage.getStore();
export const runInRequest = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);
