import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { WEEKDAYS, type DatedException, type WeeklyHours } from '../../../common/time/hours.ts';
import { zoneAt } from '../../../common/time/zone-at.ts';
import { CatalogueService } from '../catalogue/catalogue.service.ts';
import type { BarberService } from './barber.schema.ts';
import type { Barber } from './barber.types.ts';
import { BarberWrites } from './barber-writes.ts';
import {
  toProfileView,
  type ChangeProfile,
  type ProfileView,
  type SetExceptions,
  type SetHours,
  type SetServices,
} from './barbers.dto.ts';
import { currencyMismatch, unknownService } from './barbers.errors.ts';
import { BarbersRepository } from './barbers.repository.ts';

/** Shows and changes the own profile of a barber. Every method throws `not-found` for a user without a profile. */
@Injectable()
export class MyBarberService {
  constructor(
    private readonly barbers: BarbersRepository,
    private readonly writes: BarberWrites,
    private readonly services: CatalogueService,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async profile(userId: string): Promise<ProfileView> {
    return this.toProfile(await this.barberOf(userId));
  }

  /** Throws `currency-mismatch` when a price is in another currency than the changed profile. */
  async changeProfile(userId: string, { timezone, slotGrid, ...changes }: ChangeProfile): Promise<ProfileView> {
    return this.change(userId, (barber) => {
      const next = { ...barber, ...changes };
      if (next.services.some(({ price }) => price.currency !== next.currency)) throw currencyMismatch();
      return {
        ...changes,
        ...(slotGrid !== undefined && { slotGrid }),
        ...zoneChange(next, timezone, changes.location !== undefined),
      };
    });
  }

  /** Replaces the whole price list, with the names of the catalogue. Throws `unknown-service`, `currency-mismatch`. */
  async setServices(userId: string, list: SetServices): Promise<BarberService[]> {
    const catalogue = await this.services.byIds(list.map(({ serviceId }) => serviceId));
    if (catalogue.size !== list.length) throw unknownService();
    const services = list.map((item) => ({ ...item, name: catalogue.get(item.serviceId)!.name }));
    const profile = await this.change(userId, (barber) => {
      if (services.some(({ price }) => price.currency !== barber.currency)) throw currencyMismatch();
      return { services };
    });
    return profile.services;
  }

  async setHours(userId: string, hours: SetHours): Promise<ProfileView> {
    return this.change(userId, () => ({ availability: toWeekly(hours) }));
  }

  async exceptions(userId: string): Promise<DatedException[]> {
    return (await this.barberOf(userId)).exceptions;
  }

  async setExceptions(userId: string, exceptions: SetExceptions): Promise<DatedException[]> {
    await this.change(userId, () => ({ exceptions }));
    return exceptions;
  }

  async setOnline(userId: string, isOnline: boolean): Promise<ProfileView> {
    return this.change(userId, () => ({ isOnline }));
  }

  private async change(userId: string, decide: (barber: Barber) => Partial<Barber>): Promise<ProfileView> {
    return this.unitOfWork.answer(async () => {
      const barber = await this.barberOf(userId);
      return this.toProfile(await this.writes.save(barber, decide(barber)));
    });
  }

  private async barberOf(userId: string): Promise<Barber> {
    const barber = await this.barbers.findByUser(userId);
    if (!barber) throw notFound();
    return barber;
  }

  private toProfile(barber: Barber): ProfileView {
    const { SLOT_GRID_MINUTES: slotGrid, COMMISSION_RATE: commissionRate } = this.config;
    return toProfileView(barber, { slotGrid, commissionRate });
  }
}

/** Returns the change of the zone. The zone follows the location until the barber chooses a zone; `null` withdraws the choice. */
function zoneChange(next: Barber, chosen: string | null | undefined, moved: boolean): Partial<Barber> {
  if (chosen) return { timezone: chosen, timezoneChosen: true };
  const follows = chosen === null || (moved && !next.timezoneChosen);
  if (!follows || !next.location) return chosen === null ? { timezoneChosen: false } : {};
  const [lng, lat] = next.location.coordinates;
  return { timezone: zoneAt(lat, lng), timezoneChosen: false };
}

function toWeekly(hours: SetHours): WeeklyHours {
  const open = WEEKDAYS.flatMap((day) => {
    const span = hours[day];
    return span?.isAvailable
      ? [[day, { startTime: span.startTime, endTime: span.endTime, breaks: span.breaks }] as const]
      : [];
  });
  return Object.fromEntries(open);
}
