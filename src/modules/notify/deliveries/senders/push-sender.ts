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

/**
 * Limit for one message, in milliseconds. The library repeats a request on its own, for minutes if FCM asks for that. We repeat
 * failed messages ourselves, and a node that stops waits for less than 10 seconds.
 */
const DEADLINE_MS = 8_000;

/** An error of the library, with the answer of FCM if FCM answered. */
interface FcmError extends Error {
  code?: string;
  httpResponse?: { status: number; data?: unknown };
}

/** Sends push messages through FCM, to Android, Apple and browsers. This is the only file that uses firebase-admin. */
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

  /** Checks again whose device it is, because the phone may have got another owner since the message was stored. */
  async send(message: Message): Promise<void> {
    const { userId, to } = message;
    if (!userId || !(await this.devices.isOf(userId, to)))
      throw new Undeliverable('no user is signed in on this device any more');
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

  /** Loads firebase-admin when the first message is sent. */
  private async open(): Promise<App> {
    const { initializeApp } = await import('firebase-admin/app');
    const { FCM_PROJECT_ID: projectId, FCM_API_URL: url } = this.config;
    const credential = { getAccessToken: () => this.access.token() };
    return initializeApp({ credential, projectId: projectId!, ...(url && { httpAgent: agentTo(url) }) }, newId());
  }

  /**
   * Closes the library's app after FCM refused its access token. An app keeps its token as long as it lives, so a new app is
   * needed.
   */
  private async close(): Promise<void> {
    const app = await this.app;
    this.app = undefined;
    if (app) await (await import('firebase-admin/app')).deleteApp(app);
  }
}

/** Returns an agent for another address than FCM's. Only tests use one, and their servers do not speak TLS. */
function agentTo(url: string): Agent {
  const { hostname, port } = new URL(url);
  const agent = new Agent();
  agent.createConnection = () => connect(Number(port), hostname);
  return agent;
}

/**
 * Returns the message in FCM's form. `data` is for the app and holds only strings. The id is the same in every attempt, so a
 * second attempt replaces the first on the screen.
 */
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
