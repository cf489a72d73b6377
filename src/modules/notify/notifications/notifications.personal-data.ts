import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { toNotificationView, type NotificationView } from './notifications.dto.ts';
import { NotificationsRepository } from './notifications.repository.ts';

const PAGE = 100;
const ERASED_AT_ONCE = 1_000;

@Injectable()
export class NotificationsPersonalData extends PersonalData {
  readonly module = 'notifications';
  override readonly files = [
    {
      name: 'notifications',
      about: 'the notifications that you received in the app',
      collections: ['notifications'],
      rows: (userId: string) => this.rows(userId),
    },
  ];

  constructor(
    registry: PersonalDataRegistry,
    private readonly notifications: NotificationsRepository,
  ) {
    super(registry);
  }

  override async erase(userId: string): Promise<void> {
    let erased: number;
    do erased = await this.notifications.deleteSomeOf(userId, ERASED_AT_ONCE);
    while (erased === ERASED_AT_ONCE);
  }

  private async *rows(userId: string): AsyncGenerator<NotificationView> {
    let page = await this.notifications.list(userId, PAGE);
    while (page.length) {
      yield* page.map(toNotificationView);
      page = await this.notifications.list(userId, PAGE, page.at(-1)!.id);
    }
  }
}
