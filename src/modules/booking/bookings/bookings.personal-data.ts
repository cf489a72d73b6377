import { Injectable } from '@nestjs/common';
import { pagesOf } from '../../../common/shapes/pagination.ts';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { BookingPeople } from './booking-people.ts';
import { sideOf } from './bookings.policy.ts';
import { BookingsRepository } from './bookings.repository.ts';

/** Number of bookings that are read, or erased by one update, at a time. */
const BATCH = 200;

/** Exports visits for both parties, and erases the words of customers. */
@Injectable()
export class BookingsPersonalData extends PersonalData {
  readonly module = 'bookings';
  override readonly files = [
    {
      name: 'bookings',
      about: 'your visits, as customer and as barber',
      collections: ['bookings'],
      rows: (userId: string) => this.visitsOf(userId),
    },
  ];
  override readonly notExported = { customer_agendas: 'a counter of changes' };

  constructor(
    registry: PersonalDataRegistry,
    private readonly bookings: BookingsRepository,
    private readonly people: BookingPeople,
  ) {
    super(registry);
  }

  /** Erases the words of a customer, and the places that the barber came to. Services, times and prices stay. */
  override async erase(userId: string): Promise<void> {
    while ((await this.bookings.eraseWordsOf(userId, BATCH)) === BATCH);
  }

  /**
   * Yields all visits of a user, as customer and as barber, each as this user sees the visit. Visits are read by id, because a
   * visit that is moved meanwhile changes its position in every other order.
   */
  private async *visitsOf(userId: string): AsyncGenerator<object> {
    const ids = (await this.bookings.idsOf(userId)).sort();
    for (const page of pagesOf(ids, BATCH)) {
      const found = await this.bookings.findMany(page);
      const views = await this.people.views(found, (booking) => sideOf(userId, booking)!);
      for (const { actions: _now, ...view } of views) yield view;
    }
  }
}
