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

/** The only list of subscribers that are classes of their own: the module provides exactly these. */
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

/** Names and events of all subscribers, for docs/events.md. Nothing else of a subscriber is read, so none gets what it depends on. */
export const subscriptions = (): Pick<Subscriber, 'name' | 'events'>[] => [
  ...EVERY_SUBSCRIBER.map((each) => Reflect.construct(each, []) as Subscriber),
  new ModuleErasure({ module: '<module>' }),
];
