import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { BarberWrites } from './barber-writes.ts';
import { toProfileView } from './barbers.dto.ts';
import { BarbersRepository } from './barbers.repository.ts';

/** The values of an erased profile: nothing about the shop or the person is left. */
const EMPTY = { name: 'Former barber', bio: '', location: null, address: null, phone: null, website: null };

/** Exports and erases the profile of a barber. */
@Injectable()
export class BarbersPersonalData extends PersonalData {
  readonly module = 'barbers';
  override readonly files = [
    {
      name: 'barber',
      about: 'your profile as a barber: place, prices, hours',
      collections: ['barbers'],
      rows: (userId: string) => this.profileOf(userId),
    },
  ];

  constructor(
    registry: PersonalDataRegistry,
    private readonly barbers: BarbersRepository,
    private readonly writes: BarberWrites,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super(registry);
  }

  /**
   * Erases the profile, so that search no longer finds the barber and nobody can book. Prices, weekly hours and the rating stay.
   */
  override async erase(userId: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      const barber = await this.barbers.findByUser(userId);
      if (barber) await this.writes.save(barber, { ...EMPTY, approved: false, exceptions: [], isOnline: false });
    });
  }

  /** Yields the profile with prices and hours, or nothing for a user without a profile. */
  private async *profileOf(userId: string): AsyncGenerator<object> {
    const barber = await this.barbers.findByUser(userId);
    if (!barber) return;
    const { exceptions, osmId, createdAt } = barber;
    const { SLOT_GRID_MINUTES: slotGrid, COMMISSION_RATE: commissionRate } = this.config;
    yield { ...toProfileView(barber, { slotGrid, commissionRate }), exceptions, osmId, createdAt };
  }
}
