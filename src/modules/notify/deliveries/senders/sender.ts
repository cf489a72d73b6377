import type { InboxItem } from '../deliveries.dto.ts';

/** A delivery in readable form, ready to be sent. */
export type Message = InboxItem;

/** Hands the messages of one channel to a provider. */
export interface Sender {
  /** Whether a provider is configured. */
  readonly isConfigured: boolean;
  /** Throws when the provider did not accept the message: `Undeliverable` when no attempt can help, any other error otherwise. */
  send(message: Message): Promise<void>;
}

/** This message can never arrive at this address, so another attempt is useless. */
export class Undeliverable extends Error {}
