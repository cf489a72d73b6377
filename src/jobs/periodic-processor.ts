import { Inject, type LoggerService, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { beforeDeadline } from '../common/concurrency/deadline.ts';
import { HealthState } from '../common/health/health-state.ts';
import { Poller } from './poller.ts';

/** Below what main.ts gives the whole node. What takes longer is another worker's once its lease ends. */
const PATIENCE_MS = 8_500;

/** Something every worker looks for now and then: the database says what is due, so that any number of workers may look. */
export abstract class PeriodicProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  @Inject(HealthState) private readonly health!: HealthState;
  private stopped: Promise<void> | undefined;

  protected constructor(
    private readonly name: string,
    private readonly everyMs: number,
    protected readonly logger: LoggerService,
  ) {}

  /** One turn; also for those who do not wait for the next. */
  abstract work(): Promise<void>;

  onApplicationBootstrap(): void {
    const pollers = this.loops().map((work) => new Poller(this.name, this.everyMs, work, this.logger));
    // All processors at once, before Nest waits for the first of them.
    this.stopping.addEventListener('abort', () => void (this.stopped = this.stop(pollers)));
    pollers.forEach((poller) => poller.start());
  }

  async onModuleDestroy(): Promise<void> {
    await this.stopped;
  }

  /** What is looked for side by side, so that nothing waits for another's turn. */
  protected loops(): (() => Promise<void>)[] {
    return [() => this.work()];
  }

  /** Aborted when the worker stops: begin nothing more. */
  protected get stopping(): AbortSignal {
    return this.health.stopping;
  }

  private async stop(pollers: Poller[]): Promise<void> {
    const stopped = Promise.all(pollers.map((poller) => poller.stop()));
    await beforeDeadline(stopped, PATIENCE_MS).catch(
      () => void this.logger.warn(`${this.name}: stopped in the middle of it`, 'PeriodicProcessor'),
    );
  }
}
