import { AccountsSubscriber } from './accounts.subscriber.ts';
import { AuditSubscriber } from './audit.subscriber.ts';
import { ClosingSubscriber } from './closing.subscriber.ts';
import { ConversationsSubscriber } from './conversations.subscriber.ts';
import { ErasureSubscriber } from './erasure.subscriber.ts';
import { ExportsSubscriber } from './exports.subscriber.ts';
import { NotificationsSubscriber } from './notifications.subscriber.ts';
import { ReopeningSubscriber } from './reopening.subscriber.ts';
import { VerificationSubscriber } from './verification.subscriber.ts';

/** The only list of subscribers: the module provides them from it, the relay asks it, and docs/events.md is printed from it. */
export const EVERY_SUBSCRIBER = [
  AccountsSubscriber,
  AuditSubscriber,
  ClosingSubscriber,
  ConversationsSubscriber,
  ErasureSubscriber,
  ExportsSubscriber,
  NotificationsSubscriber,
  ReopeningSubscriber,
  VerificationSubscriber,
];
