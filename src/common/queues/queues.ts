import type { JobsOptions } from 'bullmq';
import { SECOND } from '../time/durations.ts';

/** The data of the jobs of each queue. A worker refuses to start when a queue has no processor. */
export interface QueuePayloads {
  /** One job per (event, subscriber). */
  'domain-events': { eventId: string; subscriber: string };
}
export type QueueName = keyof QueuePayloads;

const retried: JobsOptions = {
  attempts: 12,
  backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
  removeOnComplete: true,
  // A job that is kept keeps its id, and then the sweep of the outbox could not queue the event again.
  removeOnFail: true,
};

/** How the jobs of each queue are retried, and how many jobs a worker handles at once. */
export const QUEUES: Record<QueueName, { jobs: JobsOptions; concurrency: number }> = {
  'domain-events': { jobs: retried, concurrency: 8 },
};

/** With BullMQ's defaults, the job of a killed worker waits for 60 s and is given up when a second worker is killed. */
export const WORKER_OPTIONS = {
  stalledInterval: 5 * SECOND,
  lockDuration: 15 * SECOND,
  maxStalledCount: 1_000,
} as const;
