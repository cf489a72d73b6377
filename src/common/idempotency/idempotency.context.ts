import { AsyncLocalStorage } from 'node:async_hooks';
import { newId } from '../database/ids.ts';

const storage = new AsyncLocalStorage<{ createdId: string }>();

export const withCreatedId = <T>(createdId: string, work: () => T): T => storage.run({ createdId }, work);

/** The id for what this request creates: the one fixed by its Idempotency-Key, else a new one. Once per request. */
export const createdId = (): string => storage.getStore()?.createdId ?? newId();
