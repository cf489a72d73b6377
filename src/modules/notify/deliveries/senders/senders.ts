import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import type { Channel } from '../delivery.schema.ts';
import { Mailer } from './mailer.ts';
import type { Message, Sender } from './sender.ts';
import { PushSender } from './push-sender.ts';
import { SmsSender } from './sms-sender.ts';

/** Chooses the sender of a message by its channel. */
@Injectable()
export class Senders {
  private readonly byChannel: Record<Channel, Sender>;

  constructor(
    email: Mailer,
    sms: SmsSender,
    push: PushSender,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.byChannel = { email, sms, push };
  }

  /**
   * Sends a message. Without a provider the message stays in the development inbox, but throws in production. Throws as a
   * `Sender` does.
   */
  async send(message: Message): Promise<void> {
    const sender = this.byChannel[message.channel];
    if (sender.isConfigured) return sender.send(message);
    if (this.config.production) throw new Error(`no provider is configured for ${message.channel}`);
  }
}
