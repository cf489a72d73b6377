import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { CONFIG } from '../../common/config/config.ts';
import type { Config } from '../../common/config/config.ts';

export interface Mail {
  /** Of the delivery: the same in every attempt, so that a mailbox shows it once. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Email over SMTP; the only file that knows nodemailer. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private transport: Promise<Transporter> | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get isConfigured(): boolean {
    return this.config.SMTP_URL !== undefined;
  }

  /** Throws when the server does not take it. */
  async send({ id, ...mail }: Mail): Promise<void> {
    const transport = await (this.transport ??= this.connect());
    const from = this.config.MAIL_FROM;
    await transport.sendMail({ from, messageId: `<${id}@${from.split('@').at(-1)!.replace('>', '')}>`, ...mail });
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.transport)?.close();
  }

  /** Loaded when the first email leaves. */
  private async connect(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: this.config.SMTP_URL!,
      pool: true,
      connectionTimeout: 10_000,
      socketTimeout: 20_000,
    });
  }
}
