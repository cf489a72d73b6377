import {
  Inject,
  Injectable,
  type LoggerService,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { beforeDeadline } from '../common/concurrency/deadline.ts';
import { CONFIG, type Config } from '../common/config/config.ts';
import { HealthState } from '../common/health/health-state.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { JOBS, type JobName, type PeriodicJob } from './periodic-jobs.ts';
import { Poller } from './poller.ts';

/**
 * Milliseconds that a shutdown waits for running turns. This is less than main.ts gives the whole node. Another worker repeats
 * work that takes longer, once the lease ends.
 */
const PATIENCE_MS = 8_500;

/** Runs the periodic jobs, each in its own loop. A failed turn is logged, and the next turn tries again. */
@Injectable()
export class PeriodicRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private stopped: Promise<unknown> | undefined;

  constructor(
    @Inject(JOBS) private readonly jobs: Record<string, PeriodicJob>,
    private readonly modules: ModuleRef,
    private readonly health: HealthState,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  /** Throws when a job names a service that no module provides. */
  onApplicationBootstrap(): void {
    const loops = Object.entries(this.jobs).map(([name, job]) => this.loopOf(name, job));
    // All loops stop at once, before Nest waits for the first of them.
    const stopAll = () => void (this.stopped = Promise.all(loops.map((loop) => this.stop(loop))));
    this.health.stopping.addEventListener('abort', stopAll);
    loops.forEach(({ poller }) => poller.start());
  }

  async onModuleDestroy(): Promise<void> {
    await this.stopped;
  }

  /** Runs one turn now, for tests that do not wait for the loop. Rejects when the turn fails. */
  async turn(name: JobName): Promise<void> {
    await this.turnOf(this.jobs[name]!)();
  }

  private loopOf(name: string, job: PeriodicJob): Loop {
    const overlapping = new Set<Promise<unknown>>();
    const turn = this.turnOf(job);
    const work = job.atOnce ? () => this.beginBeside(name, turn, overlapping, job.atOnce!) : turn;
    return { name, overlapping, poller: new Poller(name, job.everyMs(this.config), work, this.logger) };
  }

  private turnOf(job: PeriodicJob): () => Promise<void> {
    const services = job.services.map((service) => this.modules.get<unknown>(service, { strict: false }));
    const context = { stopping: this.health.stopping, config: this.config, logger: this.logger };
    return async () => void (await job.turn(services, context));
  }

  /** Begins a turn without waiting for its end, so that the next turn begins on time. */
  private beginBeside(
    name: string,
    turn: () => Promise<void>,
    overlapping: Set<Promise<unknown>>,
    atOnce: number,
  ): Promise<void> {
    if (overlapping.size >= atOnce) return Promise.resolve();
    const running = turn()
      .catch((error: unknown) => void this.logger.warn(`${name}: ${String(error)}`, 'PeriodicRunner'))
      .finally(() => overlapping.delete(running));
    overlapping.add(running);
    return Promise.resolve();
  }

  private async stop({ name, poller, overlapping }: Loop): Promise<void> {
    const stopped = poller.stop().then(() => Promise.all(overlapping));
    await beforeDeadline(stopped, PATIENCE_MS).catch(
      () => void this.logger.warn(`${name}: stopped in the middle of a turn`, 'PeriodicRunner'),
    );
  }
}

interface Loop {
  name: string;
  poller: Poller;
  /** Running turns that the poller does not wait for. */
  overlapping: Set<Promise<unknown>>;
}
