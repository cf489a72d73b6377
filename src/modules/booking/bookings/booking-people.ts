import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { Clock } from '../../../common/time/clock.ts';
import { BarbersService, shownName } from '../../shop/barbers/barbers.service.ts';
import type { Barber } from '../../shop/barbers/barber.types.ts';
import { UsersService } from '../../accounts/users/users.service.ts';
import { GUEST_PHONE, type Guest } from './booking.schema.ts';
import type { Party } from './booking-transitions.ts';
import { toBookingView, type BookingView, type People } from './bookings.dto.ts';
import type { Booking } from './booking.types.ts';

/** Builds views of bookings. Adds names and phone numbers, which belong to users and barbers. */
@Injectable()
export class BookingPeople {
  constructor(
    private readonly users: UsersService,
    private readonly barbers: BarbersService,
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Returns a guest as stored, with the phone number encrypted. */
  seal({ name, phone }: { name: string; phone?: string | undefined }): Guest {
    return { name, ...(phone && { phone: this.crypto.seal(GUEST_PHONE, phone) }) };
  }

  /** Returns the names and numbers for a booking. `barber` saves a read when the caller has the barber already. */
  async of(booking: Booking, barber?: Barber): Promise<People> {
    return (await this.find([booking], barber))(booking);
  }

  toView(booking: Booking, party: Party, people: People): BookingView {
    return toBookingView(booking, party, people, { now: this.clock.now(), limits: this.config });
  }

  async view(booking: Booking, party: Party): Promise<BookingView> {
    return this.toView(booking, party, await this.of(booking));
  }

  async views(bookings: Booking[], partyOf: (booking: Booking) => Party): Promise<BookingView[]> {
    const people = await this.find(bookings);
    return bookings.map((booking) => this.toView(booking, partyOf(booking), people(booking)));
  }

  private async find(bookings: Booking[], known?: Barber): Promise<(booking: Booking) => People> {
    const customers = await this.users.contactsOf(bookings.flatMap(({ customerId }) => customerId ?? []));
    const barbers = known
      ? new Map([[known.id, known]])
      : await this.barbers.briefsOf(bookings.map(({ barberId }) => barberId));
    return ({ customerId, barberId, guest }) => {
      const barber = barbers.get(barberId);
      return {
        customer: customerId === null ? null : (customers.get(customerId) ?? { name: '' }),
        barber: barber ? shownName(barber) : { name: '' },
        guest: guest && this.open(guest),
        approved: barber?.approved ?? false,
      };
    };
  }

  private open({ name, phone }: Guest): { name: string; phone?: string } {
    return { name, ...(phone && { phone: this.crypto.decrypt(GUEST_PHONE, phone.value) }) };
  }
}
