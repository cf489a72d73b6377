import { Agent } from 'node:https';
import { connect } from 'node:net';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { App } from 'firebase-admin/app';
import { beforeDeadline } from '../../../../common/concurrency/deadline.ts';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { newId } from '../../../../common/database/ids.ts';
import { DevicesService } from '../../devices/devices.service.ts';
import { judge } from './fcm-refusal.ts';
import { GoogleAccess } from './google-access.ts';
import { Undeliverable, type Message, type Sender } from './sender.ts';

/** The library tries again on its own, for minutes if it is told to; we do so as well, and a node that stops waits for less than 10 s. */
const DEADLINE_MS = 8_000;

/** What the library throws; with the answer of FCM, if there was one. */
interface FcmError extends Error {
  code?: string;
  httpResponse?: { status: number; data?: unknown };
}

/** Push messages through FCM, to Android, Apple and browsers; the only file that knows firebase-admin. */
@Injectable()
export class PushSender implements Sender, OnApplicationShutdown {
  private app: Promise<App> | undefined;

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
    const { getMessaging } = await import('firebase-admin/messaging');
    const app = await (this.app ??= this.open());
    try {
      await beforeDeadline(getMessaging(app).send(toFcm(message)), DEADLINE_MS);
    } catch (error) {
      await this.refused(to, error as FcmError);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  private async refused(to: string, { message, code: name, httpResponse }: FcmError): Promise<never> {
    if (!httpResponse) throw new Error(name ? `FCM: ${name}` : message);
    const { outcome, code } = judge(httpResponse.status, httpResponse.data);
    const failure = `FCM answered ${httpResponse.status} ${code}`.trimEnd();
    if (httpResponse.status === 401) await this.close();
    if (outcome === 'gone') await this.devices.forgetToken(to);
    throw outcome === 'later' ? new Error(failure) : new Undeliverable(failure);
  }

  /** Loaded when the first message leaves. */
  private async open(): Promise<App> {
    const { initializeApp } = await import('firebase-admin/app');
    const { FCM_PROJECT_ID: projectId, FCM_API_URL: url } = this.config;
    const credential = { getAccessToken: () => this.access.token() };
    return initializeApp({ credential, projectId: projectId!, ...(url && { httpAgent: agentTo(url) }) }, newId());
  }

  /** It keeps its access for as long as it lives: whoever was refused begins anew. */
  private async close(): Promise<void> {
    const app = await this.app;
    this.app = undefined;
    if (app) await (await import('firebase-admin/app')).deleteApp(app);
  }
}

/** Elsewhere than at home only in tests: there nobody speaks TLS. */
function agentTo(url: string): Agent {
  const { hostname, port } = new URL(url);
  const agent = new Agent();
  agent.createConnection = () => connect(Number(port), hostname);
  return agent;
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
