import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { Undeliverable, type Message, type Sender } from './sender.ts';

/** A refusal as nodemailer reports it: the code of the reply, and the command that was refused. */
interface SmtpError extends Error {
  responseCode?: number;
  command?: string;
}
/** Commands whose refusal is about this mail, and not about the sender. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);

/** Sends email over SMTP. This is the only file that uses nodemailer. */
@Injectable()
export class Mailer implements Sender, OnApplicationShutdown {
  private transport: Promise<Transporter> | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get isConfigured(): boolean {
    return this.config.SMTP_URL !== undefined;
  }

  /** Sends the email with the same id in every attempt, so that a mailbox shows the email once. */
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

  /** Loads nodemailer when the first email is sent. */
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

/**
 * Returns whether another attempt is useless: 5xx (RFC 5321, 4.2.1) refuses the recipient or the content. After another 5xx, such
 * as a wrong password, a later attempt may help.
 */
const isPermanent = ({ responseCode = 0, command = '' }: SmtpError): boolean =>
  responseCode >= 500 && ABOUT_THE_MAIL.has(command);
