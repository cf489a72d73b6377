import type { DomainEvent, DomainEvents, EventName } from '../../common/events/domain-events.ts';

/** What a subscriber does about the events that concern it. The keys are the names of those events. */
export type Handlers = {
  readonly [N in EventName]?: (payload: DomainEvents[N], event: DomainEvent<N>) => Promise<void>;
};

/**
 * Acts on domain events. Events come in no promised order, so a handler reads the present state instead of what other events
 * may have left. A handler that fails is tried again.
 */
export abstract class Subscriber {
  /** Part of the key that proves what was handled, so the name never changes. */
  abstract readonly name: string;
  abstract readonly on: Handlers;
  /**
   * True, where possible: handler and proof share one unit of work, so the effect happens exactly once. This is right for a few
   * writes to MongoDB. False: the handler runs outside a unit of work, and the proof is written afterwards. This is right when
   * the amount of work has no limit, because a transaction ends after a minute, or when the handler acts outside MongoDB. A
   * worker that dies in between leaves no proof, so another one repeats the handler, and the repetition must do no harm.
   */
  readonly atomic: boolean = true;

  /** Names of the events that the subscriber acts on. */
  get events(): EventName[] {
    return Object.keys(this.on) as EventName[];
  }

  /** Does nothing about an event that does not concern the subscriber. */
  async handle(event: DomainEvent): Promise<void> {
    const handler = this.on[event.name] as ((payload: unknown, event: DomainEvent) => Promise<void>) | undefined;
    await handler?.(event.payload, event);
  }
}

/** Every subscriber that is a class of its own. */
export const SUBSCRIBERS = Symbol('SUBSCRIBERS');
