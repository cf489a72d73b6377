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

/** Name and (for shops) address, as anybody may see them. */
export const shownName = ({ name, address, visits }: Pick<Barber, 'name' | 'address' | 'visits'>) => ({
  name,
  ...(visits !== 'home' && address && { address }),
});

/** Barbers as the rest of the platform sees them. What they change themselves is in `my-barber.service.ts`. */
@Injectable()
export class BarbersService {
  constructor(
    private readonly barbers: BarbersRepository,
    private readonly writes: BarberWrites,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** An empty profile for a new barber: neither found nor bookable until it is filled and approved. */
  async createProfile({ userId, name }: { userId: string; name: string }): Promise<void> {
    await this.barbers.insert(newBarber({ id: newId(), userId, name, createdAt: this.clock.now() }));
  }

  /** What the admin decided about the person behind the profile; users without a profile are left alone. */
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

  /** The calendar says that the barber's chair becomes free from `from` on. */
  async timeOpened(barberId: string, from: Date): Promise<void> {
    await this.barbers.lowerNextFree(barberId, from);
  }
}
