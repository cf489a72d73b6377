import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { FieldCrypto } from '../../common/crypto/field-crypto.ts';
import { newId } from '../../common/database/ids.ts';
import { Clock } from '../../common/time/clock.ts';
import { DevicesService } from '../devices/devices.service.ts';
import type { InboxItem, ListInbox } from './deliveries.dto.ts';
import { DeliveriesRepository } from './deliveries.repository.ts';
import { DATA, TO, type Channel } from './delivery.schema.ts';
import { viewOf } from './delivery-view.ts';
import { render, type DeliveryTemplate } from './message-templates.ts';

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

/** What leaves the platform: written with the change it tells of; `DispatchService` sends it. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly devices: DevicesService,
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
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

  /**
   * To every device that is signed in as the user, but in one session; to none where nobody could carry it. In the caller's unit
   * of work.
   */
  async pushTo(
    { id: userId, preferences }: Addressee,
    template: DeliveryTemplate,
    data: Record<string, unknown>,
    exceptSessionId?: string,
  ): Promise<void> {
    if (this.config.production && this.config.FCM_PROJECT_ID === undefined) return;
    for (const to of await this.devices.tokensOf(userId, exceptSessionId))
      await this.send({ userId, channel: 'push', to, template, language: preferences.language, data });
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
    return (await this.deliveries.list({ ...query, toIndexes })).map((delivery) => viewOf(this.crypto, delivery));
  }
}
