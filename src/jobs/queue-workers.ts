import {
  Inject,
  Injectable,
  type LoggerService,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../common/config/config.ts';
import { ERROR_REPORTER, LOGGER } from '../common/logging/logging.tokens.ts';
import type { ErrorReporter } from '../common/logging/error-reporter.ts';
import { QUEUES, WORKER_OPTIONS, type QueueName } from '../common/queues/queues.ts';
import { REDIS } from '../common/redis/redis.tokens.ts';
import { PROCESSORS, type QueueProcessor } from './queue-processor.ts';

/** Starts one BullMQ worker per queue. A queue without a processor is a programming error and stops the start. */
@Injectable()
export class QueueWorkers implements OnApplicationBootstrap, OnModuleDestroy {
  private workers: Worker[] = [];

  constructor(
    @Inject(PROCESSORS) private readonly processors: QueueProcessor[],
    @Inject(CONFIG) private readonly config: Config,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(LOGGER) private readonly logger: LoggerService,
    @Inject(ERROR_REPORTER) private readonly reporter: ErrorReporter,
  ) {}

  onApplicationBootstrap(): void {
    const orphans = (Object.keys(QUEUES) as QueueName[]).filter(
      (name) => !this.processors.some(({ queue }) => queue === name),
    );
    if (orphans.length)
      throw new Error(`No processor works on the queue(s) ${orphans.join(', ')}; register one in jobs.module.ts.`);
    this.workers = this.processors.map((processor) => this.startWorker(processor));
  }

  async onModuleDestroy(): Promise<void> {
    // The shutdown waits for running jobs. When Redis is away, it cannot record their end, and another worker repeats the jobs.
    const isRedisThere = this.redis.status === 'ready';
    await Promise.all(this.workers.map((worker) => worker.close(!isRedisThere)));
  }

  private startWorker(processor: QueueProcessor): Worker {
    const worker = new Worker(processor.queue, (job) => processor.process(job), {
      ...WORKER_OPTIONS,
      connection: { url: this.config.REDIS_URL, maxRetriesPerRequest: null },
      prefix: this.config.REDIS_PREFIX,
      concurrency: QUEUES[processor.queue].concurrency,
    });
    worker.on('error', (error) => void this.logger.warn(error.message, 'QueueWorkers'));
    worker.on('failed', (job, error) => {
      this.logger.error(`${processor.queue} ${job?.id ?? ''}: ${error.message}`, error.stack, 'QueueWorkers');
      this.reporter.report(error);
    });
    return worker;
  }
}
