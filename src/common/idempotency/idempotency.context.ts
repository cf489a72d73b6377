import { AsyncLocalStorage } from 'node:async_hooks';
import { newId } from '../database/ids.ts';

const storage = new AsyncLocalStorage<{ createdId: string }>();

export const withCreatedId = <T>(createdId: string, work: () => T): T => storage.run({ createdId }, work);

/**
 * Returns the id for the object that this request creates: the id that the record of its Idempotency-Key holds, or a new id. Use
 * this id for one object per request.
 */
export const createdId = (): string => storage.getStore()?.createdId ?? newId();
