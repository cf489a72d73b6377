import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { Undeliverable, type Message, type Sender } from './sender.ts';

const TIMEOUT_MS = 10_000;
/** What Twilio says about the number or the text. What it says about us (sender, account, credit) may be put right meanwhile. */
const HOPELESS = new Set([
  ...[21211, 21214, 21217, 21265, 21604, 21614, 21635], // no number that takes an SMS
  21612, // not to be reached from here
  21610, // its owner answered STOP
  21617, // too long
]);
const Refusal = z.object({ code: z.number() });

/**
 * SMS through Twilio; the only file that knows it. One request in their documented form: see docs/adr/0015. They have no
 * idempotency key for messages: where they took one and the answer was lost, the next attempt sends it a second time.
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

/** Without their words: the number is in them. */
function failure(status: number, code = 0): Error {
  const text = `Twilio answered ${status}${code ? `, error ${code}` : ''}`;
  return status === 400 && HOPELESS.has(code) ? new Undeliverable(text) : new Error(text);
}
