import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { Undeliverable, type Message, type Sender } from './sender.ts';

/** What nodemailer says of a refusal: the reply, and to what. */
interface SmtpError extends Error {
  responseCode?: number;
  command?: string;
}
/** Where the server judges this mail, and not us. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);

/** Email over SMTP; the only file that knows nodemailer. */
@Injectable()
export class Mailer implements Sender, OnApplicationShutdown {
  private transport: Promise<Transporter> | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get isConfigured(): boolean {
    return this.config.SMTP_URL !== undefined;
  }

  /** Under an id that is the same in every attempt, so that a mailbox shows it once. */
  async send({ id, to, subject, text, html }: Message): Promise<void> {
    const transport = await (this.transport ??= this.connect());
    const from = this.config.MAIL_FROM;
    const messageId = `<${id}@${from.split('@').at(-1)!.replace('>', '')}>`;
    try {
      await transport.sendMail({ from, messageId, to, subject: subject!, text, html: html! });
    } catch (error) {
      throw isPermanent(error as SmtpError) ? new Undeliverable((error as Error).message) : error;
    }
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

/** 5xx (RFC 5321, 4.2.1) to the recipient or the content; to a wrong password it may help to try again later. */
const isPermanent = ({ responseCode = 0, command = '' }: SmtpError): boolean =>
  responseCode >= 500 && ABOUT_THE_MAIL.has(command);
