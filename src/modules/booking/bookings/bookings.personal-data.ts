import { Injectable } from '@nestjs/common';
import { pagesOf } from '../../../common/shapes/pagination.ts';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { BookingPeople } from './booking-people.ts';
import { sideOf } from './bookings.policy.ts';
import { BookingsRepository } from './bookings.repository.ts';

/** Bookings that are read, and documents that one update erases, at a time. */
const BATCH = 200;

/** What both sides of the chair know of their visits. */
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

  /** What a customer wrote, and where the barber came to. What was sold, when and for how much stays. */
  override async erase(userId: string): Promise<void> {
    while ((await this.bookings.eraseWordsOf(userId, BATCH)) === BATCH);
  }

  /**
   * All visits on either side of the chair, each as this person sees it. They are read by id, because a visit that is moved
   * meanwhile changes its place in every other order.
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
