import { Injectable } from '@nestjs/common';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { DeliveriesRepository } from './deliveries.repository.ts';
import { TO } from './delivery.schema.ts';

const PAGE = 200;
const ERASED_AT_ONCE = 1_000;

@Injectable()
export class DeliveriesPersonalData extends PersonalData {
  readonly module = 'deliveries';
  override readonly files = [
    {
      name: 'deliveries',
      about: 'the messages that Grome sent you by email, SMS or push, with time and address',
      collections: ['deliveries'],
      rows: (userId: string) => this.rows(userId),
    },
  ];

  constructor(
    registry: PersonalDataRegistry,
    private readonly deliveries: DeliveriesRepository,
    private readonly crypto: FieldCrypto,
  ) {
    super(registry);
  }

  override async erase(userId: string): Promise<void> {
    let erased: number;
    do erased = await this.deliveries.deleteSomeOf(userId, ERASED_AT_ONCE);
    while (erased === ERASED_AT_ONCE);
  }

  /** Yields what was sent, when and to which address, without the codes and links in the messages. */
  private async *rows(userId: string): AsyncGenerator<object> {
    let page = await this.deliveries.listOf(userId, PAGE);
    while (page.length) {
      for (const { id, channel, to, template, language, at, sentAt } of page) {
        // The address of a device is its push token, a secret between the device and the provider.
        const address = channel !== 'push' && { to: this.crypto.decrypt(TO, to.value) };
        yield { id, channel, ...address, template, language, at, sentAt };
      }
      page = await this.deliveries.listOf(userId, PAGE, page.at(-1)!.id);
    }
  }
}
