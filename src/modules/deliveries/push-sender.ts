import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../common/config/config.ts';
import type { Config } from '../../common/config/config.ts';
import { DevicesService } from '../devices/devices.service.ts';
import { judge } from './fcm-refusal.ts';
import { GoogleAccess } from './google-access.ts';
import { Undeliverable } from './sender.ts';
import type { Message, Sender } from './sender.ts';

const FCM_URL = 'https://fcm.googleapis.com';
const TIMEOUT_MS = 10_000;

/** Push messages through FCM's HTTP v1, to Android, Apple and browsers. Without their library: see docs/adr/0014. */
@Injectable()
export class PushSender implements Sender {
  constructor(
    private readonly devices: DevicesService,
    private readonly access: GoogleAccess,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  get isConfigured(): boolean {
    return this.config.FCM_PROJECT_ID !== undefined;
  }

  /** Asks again whose device it is: since the message was written, the phone may have got another owner. */
  async send(message: Message): Promise<void> {
    const { userId, to } = message;
    if (!userId || !(await this.devices.isOf(userId, to)))
      throw new Undeliverable('nobody is signed in there any more');
    const response = await this.post(message);
    if (response.ok) return void (await response.body?.cancel());
    await this.refused(to, response);
  }

  private async post(message: Message): Promise<Response> {
    const { FCM_API_URL = FCM_URL, FCM_PROJECT_ID } = this.config;
    const authorization = `Bearer ${await this.access.token()}`;
    return fetch(`${FCM_API_URL}/v1/projects/${FCM_PROJECT_ID}/messages:send`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ message: toFcm(message) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  private async refused(to: string, response: Response): Promise<never> {
    const { outcome, code } = judge(response.status, await response.json().catch(() => null));
    const failure = `FCM answered ${response.status} ${code}`.trimEnd();
    if (response.status === 401) this.access.forget();
    if (outcome === 'gone') await this.devices.forgetToken(to);
    throw outcome === 'later' ? new Error(failure) : new Undeliverable(failure);
  }
}

/** `data` is for the app, strings only. The id is the same in every attempt: a second one replaces the first on the screen. */
const toFcm = ({ id, to, template, subject, text, data }: Message) => ({
  token: to,
  notification: { title: subject, body: text },
  data: { ...strings(data), template },
  android: { notification: { tag: id } },
  apns: { headers: { 'apns-collapse-id': id } },
  webpush: { notification: { tag: id } },
});

const strings = (data: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
