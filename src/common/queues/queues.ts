import type { JobsOptions } from 'bullmq';

/** Every queue: its name, what its jobs carry, how they are retried. A worker refuses to start when one has no processor. */
export interface QueuePayloads {
  /** One job per (event, subscriber). */
  'domain-events': { eventId: string; subscriber: string };
}
export type QueueName = keyof QueuePayloads;

const retried: JobsOptions = {
  attempts: 12,
  backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
  removeOnComplete: true,
  // A kept job would keep its id, and the sweep of the outbox could not queue the event again.
  removeOnFail: true,
};

export const QUEUES: Record<QueueName, { jobs: JobsOptions; concurrency: number }> = {
  'domain-events': { jobs: retried, concurrency: 8 },
};

/** BullMQ's defaults leave a killed worker's job for 60 s, and give up after a second kill; these do not. */
export const WORKER_OPTIONS = { stalledInterval: 5_000, lockDuration: 15_000, maxStalledCount: 1_000 } as const;
