import { Injectable } from '@nestjs/common';
import { newId } from '../../../common/database/ids.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Clock } from '../../../common/time/clock.ts';
import type { Barber, BarberBrief } from './barber.types.ts';
import { BarberWrites } from './barber-writes.ts';
import { toBarberView, type BarberView } from './barbers.dto.ts';
import { BarbersRepository } from './barbers.repository.ts';
import { newBarber } from './new-barber.ts';

/** Returns the name and (for shops) the address, as everybody may see them. */
export const shownName = ({ name, address, visits }: Pick<Barber, 'name' | 'address' | 'visits'>) => ({
  name,
  ...(visits !== 'home' && address && { address }),
});

/** Barbers as other modules need them. Barbers change their own profile in `my-barber.service.ts`. */
@Injectable()
export class BarbersService {
  constructor(
    private readonly barbers: BarbersRepository,
    private readonly writes: BarberWrites,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates an empty profile for a new barber. Search does not find the barber, and nobody can book, until the profile is filled
   * and approved.
   */
  async createProfile({ userId, name }: { userId: string; name: string }): Promise<void> {
    await this.barbers.insert(newBarber({ id: newId(), userId, name, createdAt: this.clock.now() }));
  }

  /** Copies the standing of the account to the profile. Does nothing for a user without a profile. */
  async setStanding(userId: string, standing: { approved?: boolean; suspended?: boolean }): Promise<void> {
    await this.unitOfWork.run(async () => {
      const barber = await this.barbers.findByUser(userId);
      if (barber) await this.writes.save(barber, standing);
    });
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

  /** Returns null for a user without a profile. */
  async find(userId: string): Promise<Barber | null> {
    return this.barbers.findByUser(userId);
  }

  /** Returns, by id, the fields that views of other modules need. Some fields are not public, see `shownName`. */
  async briefsOf(ids: string[]): Promise<Map<string, BarberBrief>> {
    const found = await this.barbers.findBriefs([...new Set(ids)]);
    return new Map(found.map((barber) => [barber.id, barber]));
  }

  /** Returns a barber whom everybody may see. Throws `not-found` for a barber who is not listed. */
  async listed(id: string): Promise<Barber> {
    const barber = await this.byId(id);
    if (!barber.listed) throw notFound();
    return barber;
  }

  async view(id: string): Promise<BarberView> {
    return toBarberView(await this.listed(id));
  }

  /** Lowers the bound of the next open slot, because the calendar frees the barber's chair from `from` on. */
  async timeOpened(barberId: string, from: Date): Promise<void> {
    await this.barbers.lowerNextFree(barberId, from);
  }
}
