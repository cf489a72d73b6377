import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { Undeliverable, type Message, type Sender } from './sender.ts';

const TIMEOUT_MS = 10_000;
/**
 * Twilio's codes about the number or the text. A fault of ours (sender, account, credit) may be fixed before the next attempt.
 */
const UNDELIVERABLE_CODES = new Set([
  ...[21211, 21214, 21217, 21265, 21604, 21614, 21635], // not a number that can receive an SMS
  21612, // cannot be reached from our number
  21610, // the owner answered STOP
  21617, // the text is too long
]);
const Refusal = z.object({ code: z.number() });

/**
 * Sends SMS through Twilio, with one request in Twilio's documented form (see docs/adr/0015). This is the only file that knows
 * Twilio. Twilio has no idempotency key for messages: when it accepts a message and the answer is lost, the next attempt sends
 * the message a second time.
 */
@Injectable()
export class SmsSender implements Sender {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get isConfigured(): boolean {
    return this.config.TWILIO_ACCOUNT_SID !== undefined;
  }

  async send({ to, text }: Message): Promise<void> {
    const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token, TWILIO_FROM: from, TWILIO_API_URL: url } = this.config;
    const sender = from!.startsWith('MG') ? 'MessagingServiceSid' : 'From';
    const response = await fetch(`${url.replace(/\/$/, '')}/2010-04-01/Accounts/${sid}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` },
      body: new URLSearchParams({ To: to, Body: text, [sender]: from! }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = Refusal.safeParse(await response.json().catch(() => null));
    if (!response.ok) throw failure(response.status, answer.data?.code);
  }
}

/** Makes an error without Twilio's own text, because that text contains the number. */
function failure(status: number, code = 0): Error {
  const text = `Twilio answered ${status}${code ? `, error ${code}` : ''}`;
  return status === 400 && UNDELIVERABLE_CODES.has(code) ? new Undeliverable(text) : new Error(text);
}
