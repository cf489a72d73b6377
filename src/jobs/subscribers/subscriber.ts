import type { DomainEvent, EventName } from '../../common/events/domain-events.ts';

/** Acts on facts, inside one unit of work with the proof that it did; must not depend on the order in which they come. */
export abstract class Subscriber {
  /** Stable: part of the proof's key. */
  abstract readonly name: string;
  abstract readonly events: readonly EventName[];
  abstract handle(event: DomainEvent): Promise<void>;
}

export const SUBSCRIBERS = Symbol('SUBSCRIBERS');
