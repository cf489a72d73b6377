import { Injectable } from '@nestjs/common';

/** Tells whether this node is shutting down. From then on, load balancers send no requests, and workers begin no further work. */
@Injectable()
export class HealthState {
  private readonly controller = new AbortController();
  /** Aborted when the node begins to shut down. */
  readonly stopping = this.controller.signal;

  get draining(): boolean {
    return this.stopping.aborted;
  }

  drain(): void {
    this.controller.abort(new Error('this node is shutting down'));
  }
}
