import type { Job } from 'bullmq';
import type { QueueName, QueuePayloads } from '../common/queues/queues.ts';

/** Works on the jobs of one queue. */
export interface QueueProcessor<N extends QueueName = QueueName> {
  readonly queue: N;
  process(job: Pick<Job<QueuePayloads[N]>, 'data'>): Promise<void>;
}

export const PROCESSORS = Symbol('PROCESSORS');
