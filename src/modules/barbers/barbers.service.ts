import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { newId } from '../../common/database/ids.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { notFound } from '../../common/errors/common.errors.ts';
import { Clock } from '../../common/time/clock.ts';
import { WEEKDAYS, type DatedException, type WeeklyHours } from '../../common/time/hours.ts';
import { zoneAt } from '../../common/time/zone-at.ts';
import { ServicesService } from '../services/services.service.ts';
import type { BarberService } from './barber.schema.ts';
import {
  toBarberView,
  toProfileView,
  type BarberView,
  type ChangeProfile,
  type ProfileView,
  type SetExceptions,
  type SetHours,
  type SetServices,
} from './barbers.dto.ts';
import { currencyMismatch, unknownService } from './barbers.errors.ts';
import { BarbersRepository } from './barbers.repository.ts';
import type { Barber, BarberBrief } from './barber.types.ts';
import { newBarber } from './new-barber.ts';
import { ScheduleNews } from './schedule-news.ts';
import { derive } from './standing.ts';

/** Name and (for shops) address, as anybody may see them. */
export const shownName = ({ name, address, visits }: Pick<Barber, 'name' | 'address' | 'visits'>) => ({
  name,
  ...(visits !== 'home' && address && { address }),
});

@Injectable()
export class BarbersService {
  constructor(
    private readonly barbers: BarbersRepository,
    private readonly services: ServicesService,
    private readonly news: ScheduleNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** An empty profile for a new barber: neither found nor bookable until it is filled and approved. */
  async createProfile({ userId, name }: { userId: string; name: string }): Promise<void> {
    await this.barbers.insert(newBarber({ id: newId(), userId, name, createdAt: this.clock.now() }));
  }

  /** What the admin decided about the person behind the profile; users without a profile are left alone. */
  async setStanding(userId: string, standing: { approved?: boolean; suspended?: boolean }): Promise<void> {
    const barber = await this.barbers.findByUser(userId);
    if (barber) await this.save(barber, standing);
  }

  /** A barber who is no more: nothing of the shop or the person, and nothing to be found. */
  async eraseOf(userId: string): Promise<void> {
    const barber = await this.barbers.findByUser(userId);
    const empty = { name: 'Former barber', bio: '', location: null, address: null, phone: null, website: null };
    if (barber) await this.save(barber, { ...empty, approved: false, exceptions: [], isOnline: false });
  }

  /** The profile with its prices and hours; nothing for who has none. */
  async *exportOf(userId: string): AsyncGenerator<object> {
    const barber = await this.find(userId);
    if (!barber) return;
    const { exceptions, osmId, createdAt } = barber;
    yield { ...this.toProfile(barber), exceptions, osmId, createdAt };
  }

  async byId(id: string): Promise<Barber> {
    const barber = await this.barbers.findById(id);
    if (!barber) throw notFound();
    return barber;
  }

  async byUser(userId: string): Promise<Barber> {
    const barber = await this.find(userId);
    if (!barber) throw notFound();
    return barber;
  }

  /** Null: this user has no profile. */
  async find(userId: string): Promise<Barber | null> {
    return this.barbers.findByUser(userId);
  }

  /** What views of other modules need, by id; not all of it is for everybody, see `shownName`. */
  async briefsOf(ids: string[]): Promise<Map<string, BarberBrief>> {
    const found = await this.barbers.findBriefs([...new Set(ids)]);
    return new Map(found.map((barber) => [barber.id, barber]));
  }

  /** A barber whom everybody may see; one that is not listed is as good as not there. */
  async listed(id: string): Promise<Barber> {
    const barber = await this.byId(id);
    if (!barber.listed) throw notFound();
    return barber;
  }

  async view(id: string): Promise<BarberView> {
    return toBarberView(await this.listed(id));
  }

  async profile(userId: string): Promise<ProfileView> {
    return this.toProfile(await this.byUser(userId));
  }

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
    return (await this.byUser(userId)).exceptions;
  }

  async setExceptions(userId: string, exceptions: SetExceptions): Promise<DatedException[]> {
    await this.change(userId, () => ({ exceptions }));
    return exceptions;
  }

  async setOnline(userId: string, isOnline: boolean): Promise<ProfileView> {
    return this.change(userId, () => ({ isOnline }));
  }

  /** The calendar says that the barber's chair becomes free from `from` on. */
  async timeOpened(barberId: string, from: Date): Promise<void> {
    await this.barbers.lowerNextFree(barberId, from);
  }

  private async change(userId: string, decide: (barber: Barber) => Partial<Barber>): Promise<ProfileView> {
    return this.unitOfWork.answer(async () => {
      const barber = await this.byUser(userId);
      return this.toProfile(await this.save(barber, decide(barber)));
    });
  }

  /** Stores the changes together with everything that follows from them. */
  private async save(barber: Barber, changes: Partial<Barber>): Promise<Barber> {
    const derived = derive({ ...barber, ...changes });
    const after = { ...barber, ...changes, ...derived };
    await this.barbers.update(barber.id, { ...changes, ...derived });
    this.news.tell(barber, after);
    return after;
  }

  private toProfile(barber: Barber): ProfileView {
    return toProfileView(barber, {
      slotGrid: this.config.SLOT_GRID_MINUTES,
      commissionRate: this.config.COMMISSION_RATE,
    });
  }
}

/** The zone follows the location until the barber chooses one; `null` gives the choice back. */
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
