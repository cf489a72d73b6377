import { GromeError } from './problem.ts';
import type { Live } from './live.ts';

export type Watch =
  { kind: 'booking'; data: { bookingId: string } } | { kind: 'availability'; data: { barberId: string; date: string } };

/** Everything that this device watches. The server forgets watches with the connection, so each new connection asks again. */
export class Watches {
  /** Watches by their JSON. Several screens may share one watch. */
  private readonly active = new Map<string, { watch: Watch; screens: number }>();
  private readonly live: Live;

  constructor(live: Live) {
    this.live = live;
  }

  add(watch: Watch): () => void {
    const key = JSON.stringify(watch);
    const entry = this.active.get(key) ?? { watch, screens: 0 };
    this.active.set(key, entry);
    if (++entry.screens === 1 && this.live.state === 'live') void this.begin(watch, false);
    let isOver = false;
    return () => {
      if (!isOver) this.end(key, entry);
      isOver = true;
    };
  }

  restore(): void {
    for (const { watch } of this.active.values()) void this.begin(watch, true);
  }

  private end(key: string, entry: { watch: Watch; screens: number }): void {
    if (--entry.screens > 0 || this.active.get(key) !== entry) return;
    this.active.delete(key);
    const { kind, data } = entry.watch;
    // If this message does not arrive, the connection is gone and the server has already forgotten the watch.
    void this.live.ask(`${kind}.unwatch`, data as never).catch(() => undefined);
  }

  private async begin(watch: Watch, isAgain: boolean): Promise<void> {
    try {
      if (watch.kind === 'availability') {
        await this.live.ask('availability.watch', watch.data);
        if (isAgain) this.live.tell('availability.changed', watch.data);
        return;
      }
      const { fix, eta } = await this.live.ask('booking.watch', watch.data);
      if (fix) this.live.tell('location.updated', { ...fix, ...watch.data });
      if (eta) this.live.tell('eta.updated', { ...eta, ...watch.data });
    } catch (error) {
      // Without an answer, the connection is gone, and the next connection asks again.
      if (!(error instanceof GromeError)) return;
      this.active.delete(JSON.stringify(watch));
      this.live.tell('problem', error.problem);
    }
  }
}
