import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import type { Channel } from '../delivery.schema.ts';
import { Mailer } from './mailer.ts';
import type { Message, Sender } from './sender.ts';
import { PushSender } from './push-sender.ts';
import { SmsSender } from './sms-sender.ts';

/** Who carries what. */
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

  /** Without a provider, messages stay in the development inbox; in production that is a failure. Throws as a `Sender` does. */
  async send(message: Message): Promise<void> {
    const sender = this.byChannel[message.channel];
    if (sender.isConfigured) return sender.send(message);
    if (this.config.production) throw new Error(`there is no provider of ${message.channel}`);
  }
}
