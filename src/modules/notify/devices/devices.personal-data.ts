import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { MOST_DEVICES } from './device.schema.ts';
import { DevicesRepository } from './devices.repository.ts';

@Injectable()
export class DevicesPersonalData extends PersonalData {
  readonly module = 'devices';
  override readonly files = [
    {
      name: 'devices',
      about: 'the devices that receive push messages',
      collections: ['devices'],
      rows: (userId: string) => this.rows(userId),
    },
  ];

  constructor(
    registry: PersonalDataRegistry,
    private readonly devices: DevicesRepository,
  ) {
    super(registry);
  }

  /** Deletes all devices in one call, because a user has at most `MOST_DEVICES`. */
  override async erase(userId: string): Promise<void> {
    await this.devices.deleteOf(userId);
  }

  /** Yields the devices without their tokens, because a token is a secret between the device and the provider. */
  private async *rows(userId: string): AsyncGenerator<object> {
    for (const { platform, seenAt } of await this.devices.list(userId, MOST_DEVICES)) yield { platform, seenAt };
  }
}
