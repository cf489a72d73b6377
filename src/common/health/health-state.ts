import { Injectable } from '@nestjs/common';

/** Whether this node goes on. Told first at shutdown: balancers stop sending, and workers begin nothing more. */
@Injectable()
export class HealthState {
  private readonly controller = new AbortController();
  /** Aborted once the node shuts down. */
  readonly stopping = this.controller.signal;

  get draining(): boolean {
    return this.stopping.aborted;
  }

  drain(): void {
    this.controller.abort(new Error('this node is shutting down'));
  }
}
