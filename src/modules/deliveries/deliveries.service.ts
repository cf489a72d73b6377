import { Inject, Injectable } from '@nestjs/common';
import type { LoggerService } from '@nestjs/common';
import { CONFIG } from '../../common/config/config.ts';
import type { Config } from '../../common/config/config.ts';
import { FieldCrypto } from '../../common/crypto/field-crypto.ts';
import { newId } from '../../common/database/ids.ts';
import { LOGGER } from '../../common/logging/logging.tokens.ts';
import { Clock } from '../../common/time/clock.ts';
import type { InboxItem, ListInbox } from './deliveries.dto.ts';
import { DeliveriesRepository } from './deliveries.repository.ts';
import type { StoredDelivery } from './deliveries.repository.ts';
import { DATA, TO } from './delivery.schema.ts';
import type { Channel } from './delivery.schema.ts';
import { Mailer } from './mailer.ts';
import { render, toHtml } from './message-templates.ts';
import type { DeliveryTemplate } from './message-templates.ts';

export interface NewDelivery {
  userId: string | null;
  channel: Channel;
  /** Email address, E.164 number, or device token. */
  to: string;
  template: DeliveryTemplate;
  language: string;
  data: Record<string, unknown>;
}

/** Whom a message is for. */
export interface Addressee {
  id: string;
  email?: string | undefined;
  phone?: string | undefined;
  preferences: { language: string };
}

const DAY = 86_400_000;
const EXPORT_PAGE = 200;
const LEASE_MS = 60_000;
const RETRY_MS = 5_000;
/** About six hours in all: nobody wants yesterday's code. */
const MOST_ATTEMPTS = 13;

/** What leaves the platform: written with the change it tells of, sent by the worker, at least once. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly mailer: Mailer,
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  /** In the caller's unit of work. */
  async send({ to, data, template, ...delivery }: NewDelivery): Promise<void> {
    render(template, data);
    const at = this.clock.now();
    await this.deliveries.insert({
      ...delivery,
      id: newId(),
      to: this.crypto.seal(TO, to),
      template,
      data: this.crypto.encrypt(DATA, JSON.stringify(data)),
      ...{ at, dueAt: at, attempts: 0, sentAt: null, failure: null },
      expireAt: new Date(at.getTime() + this.config.DELIVERY_RETENTION_DAYS * DAY),
    });
  }

  /** By email where there is an address, else by SMS. In the caller's unit of work. */
  async sendTo(user: Addressee, template: DeliveryTemplate, data: Record<string, unknown>): Promise<void> {
    const { id: userId, email, phone, preferences } = user;
    const to = email ?? phone;
    if (to === undefined) return;
    const channel = email === undefined ? 'sms' : 'email';
    await this.send({ userId, channel, to, template, language: preferences.language, data });
  }

  /** Sends what is due, one after the other; returns how many were tried. */
  async sendDue(limit: number): Promise<number> {
    let tried = 0;
    for (; tried < limit; tried++) {
      const now = this.clock.now();
      const due = await this.deliveries.claimDue(now, new Date(now.getTime() + LEASE_MS));
      if (!due) break;
      await this.attempt(due);
    }
    return tried;
  }

  async eraseOf(userId: string): Promise<void> {
    await this.deliveries.deleteOf(userId);
  }

  /** What was sent to somebody, when and where; not the codes and links in it. */
  async *exportOf(userId: string): AsyncGenerator<object> {
    for (
      let page, last;
      (page = await this.deliveries.listOf(userId, EXPORT_PAGE, last)).length;
      last = page.at(-1)!.id
    )
      for (const { id, channel, to, template, language, at, sentAt } of page) {
        // The address of a device is a secret between it and its maker.
        const address = channel !== 'push' && { to: this.crypto.decrypt(TO, to.value) };
        yield { id, channel, ...address, template, language, at, sentAt };
      }
  }

  /** Everything that has left or would have left, newest first; for development. */
  async inbox({ to, ...query }: ListInbox): Promise<InboxItem[]> {
    const toIndexes = to === undefined ? undefined : this.crypto.blindIndexes(TO, to);
    return (await this.deliveries.list({ ...query, toIndexes })).map((delivery) => this.view(delivery));
  }

  private async attempt(delivery: StoredDelivery): Promise<void> {
    try {
      await this.hand(delivery);
      await this.deliveries.settle(delivery.id, { dueAt: null, sentAt: this.clock.now(), failure: null });
    } catch (error) {
      const { id, attempts, channel, template } = delivery;
      const isOver = attempts >= MOST_ATTEMPTS;
      const dueAt = isOver ? null : new Date(this.clock.now().getTime() + RETRY_MS * 2 ** (attempts - 1));
      const failure = (error as Error).message.slice(0, 500);
      await this.deliveries.settle(id, { dueAt, failure });
      this.logger.warn(`${channel} ${template} ${id}, attempt ${attempts}: ${failure}`, 'Deliveries');
    }
  }

  /** Without a provider, messages stay in the development inbox; in production that is a failure. */
  private async hand(delivery: StoredDelivery): Promise<void> {
    if (delivery.channel === 'email' && this.mailer.isConfigured) {
      const { id, to, subject, text, html } = this.view(delivery);
      return this.mailer.send({ id, to, subject: subject!, text, html: html! });
    }
    if (this.config.production) throw new Error(`there is no provider of ${delivery.channel}`);
  }

  private view({ id, channel, userId, template, language, at, ...sealed }: StoredDelivery): InboxItem {
    const data = JSON.parse(this.crypto.decrypt(DATA, sealed.data)) as Record<string, unknown>;
    const { subject, text } = render(template as DeliveryTemplate, data);
    return {
      ...{ id, channel, template, language, data, text },
      to: this.crypto.decrypt(TO, sealed.to.value),
      ...(userId && { userId }),
      ...(channel !== 'sms' && { subject }),
      ...(channel === 'email' && { html: toHtml({ subject, text }) }),
      at: at.toISOString(),
    };
  }
}
