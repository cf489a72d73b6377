import { AccountsSubscriber } from './accounts.subscriber.ts';
import { AuditSubscriber } from './audit.subscriber.ts';
import { ClosingSubscriber } from './closing.subscriber.ts';
import { ConversationsSubscriber } from './conversations.subscriber.ts';
import { ExportsSubscriber } from './exports.subscriber.ts';
import { ModuleErasure } from './module-erasure.ts';
import { NotificationsSubscriber } from './notifications.subscriber.ts';
import { ReopeningSubscriber } from './reopening.subscriber.ts';
import type { Subscriber } from './subscriber.ts';
import { VerificationSubscriber } from './verification.subscriber.ts';

/** Every subscriber that is its own class. The module provides exactly these classes. */
export const EVERY_SUBSCRIBER = [
  AccountsSubscriber,
  AuditSubscriber,
  ClosingSubscriber,
  ConversationsSubscriber,
  ExportsSubscriber,
  NotificationsSubscriber,
  ReopeningSubscriber,
  VerificationSubscriber,
];

/**
 * Returns the names and events of all subscribers for docs/events.md. The document reads nothing else, so the subscribers are
 * created without their dependencies.
 */
export const subscriptions = (): Pick<Subscriber, 'name' | 'events'>[] => [
  ...EVERY_SUBSCRIBER.map((each) => Reflect.construct(each, []) as Subscriber),
  new ModuleErasure({ module: '<module>' }),
];
