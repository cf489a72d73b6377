import type { InboxItem } from '../deliveries.dto.ts';

/** A delivery as it leaves: readable. */
export type Message = InboxItem;

/** Hands the messages of one channel to whoever carries them. */
export interface Sender {
  /** Whether there is anybody to hand them to. */
  readonly isConfigured: boolean;
  /** Throws when it was not taken: `Undeliverable` when it never will be, anything else when another try may help. */
  send(message: Message): Promise<void>;
}

/** This message never arrives at this address, however often it is tried. */
export class Undeliverable extends Error {}
