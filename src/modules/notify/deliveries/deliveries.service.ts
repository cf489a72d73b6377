import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { newId } from '../../../common/database/ids.ts';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { Clock } from '../../../common/time/clock.ts';
import { DAY, plus } from '../../../common/time/durations.ts';
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

/** The user whom a message is for. Callers load the user, so this module does not depend on the module of users. */
export interface Addressee {
  id: string;
  email?: string | undefined;
  phone?: string | undefined;
  preferences: { language: string };
}

/** Stores deliveries in the unit of work of the change that they tell of. `DispatchService` sends them. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly devices: DevicesService,
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Stores the message. The worker sends the message after the commit. Throws when the data does not fit the template. */
  @InUnitOfWork()
  async send({ to, data, template, ...delivery }: NewDelivery): Promise<void> {
    render(template, data);
    const at = this.clock.now();
    await this.deliveries.insert({
      ...delivery,
      id: newId(),
      to: this.crypto.seal(TO, to),
      template,
      data: this.crypto.encrypt(DATA, JSON.stringify(data)),
      at,
      dueAt: at,
      attempts: 0,
      sentAt: null,
      failure: null,
      expireAt: plus(at, this.config.DELIVERY_RETENTION_DAYS * DAY),
    });
  }

  /** Sends by email when the user has an email address, otherwise by SMS. Sends nothing to a user with neither. */
  @InUnitOfWork()
  async sendTo(user: Addressee, template: DeliveryTemplate, data: Record<string, unknown>): Promise<void> {
    const { id: userId, email, phone, preferences } = user;
    const to = email ?? phone;
    if (to === undefined) return;
    const channel = email === undefined ? 'sms' : 'email';
    await this.send({ userId, channel, to, template, language: preferences.language, data });
  }

  /**
   * Sends to all devices that are signed in as the user, except those of one session. Sends nothing in production without FCM.
   */
  @InUnitOfWork()
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

  /** Returns the deliveries of all users, sent or not, newest first. This is for development. */
  async inbox({ to, ...query }: ListInbox): Promise<InboxItem[]> {
    const toIndexes = to === undefined ? undefined : this.crypto.blindIndexes(TO, to);
    return (await this.deliveries.list({ ...query, toIndexes })).map((delivery) => viewOf(this.crypto, delivery));
  }
}
