import type { DomainEvent, DomainEvents, EventName } from '../../common/events/domain-events.ts';

/** The handlers of a subscriber. The keys are the names of the events that the subscriber acts on. */
export type Handlers = {
  readonly [N in EventName]?: (payload: DomainEvents[N], event: DomainEvent<N>) => Promise<void>;
};

/**
 * Acts on domain events. The order of events is not guaranteed, so a handler reads the current state and does not rely on the
 * effects of other events. A handler that fails is tried again.
 */
export abstract class Subscriber {
  /** The name is part of the key of each proof, so the name never changes. */
  abstract readonly name: string;
  abstract readonly on: Handlers;
  /**
   * When true (use this where possible), the handler and the proof share one unit of work, so the effect happens exactly once.
   * This is right for a few writes to MongoDB. When false, the handler runs outside a unit of work, and the proof is written
   * afterwards. This is right when the amount of work has no limit, because a transaction ends after a minute, or when the
   * handler acts outside MongoDB. When a worker dies in between, no proof exists, so another worker repeats the handler. The
   * repetition must do no harm.
   */
  readonly atomic: boolean = true;

  /** Names of the events that the subscriber acts on. */
  get events(): EventName[] {
    return Object.keys(this.on) as EventName[];
  }

  /** Calls the handler of the event. Does nothing when the subscriber has no handler for the event. */
  async handle(event: DomainEvent): Promise<void> {
    const handler = this.on[event.name] as ((payload: unknown, event: DomainEvent) => Promise<void>) | undefined;
    await handler?.(event.payload, event);
  }
}

/** Injection token of the subscribers that are their own classes. */
export const SUBSCRIBERS = Symbol('SUBSCRIBERS');
