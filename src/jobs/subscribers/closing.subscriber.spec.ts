import type { Actor } from '../../common/auth/actor.ts';
import type { DomainEvent } from '../../common/events/domain-events.ts';
import { toPage } from '../../common/shapes/pagination.ts';
import type { BookingChangesService } from '../../modules/booking/bookings/changing/booking-changes.service.ts';
import type { ListBookings } from '../../modules/booking/bookings/bookings.dto.ts';
import type { BookingsService } from '../../modules/booking/bookings/bookings.service.ts';
import type { UsersService } from '../../modules/accounts/users/users.service.ts';
import { ClosingSubscriber } from './closing.subscriber.ts';

const ANN = 'ann';
type Row = { id: string; status: string; customerId: string | null };

const rows = (count: number, status = 'accepted'): Row[] =>
  Array.from({ length: count }, (_, n) => ({ id: `${String(n).padStart(4, '0')}-${status}`, status, customerId: ANN }));

/** Bookings in memory, listed by id and in pages like real bookings. `change` decides what happens to a booking. */
function closing(bookings: Row[], change: (row: Row) => void = ({ id }) => end(bookings, id)) {
  const attempts: string[] = [];
  const user: { closing?: object; erasedAt?: Date } = { closing: {} };
  const list = (_actor: Actor, { status, limit, cursor }: ListBookings) => {
    const found = bookings.filter((row) => status!.includes(row.status as never) && (!cursor || row.id > cursor));
    const page = toPage(found.slice(0, limit + 1), limit, ({ id }) => id);
    return Promise.resolve({ ...page, nextCursor: page.nextCursor && page.items.at(-1)!.id });
  };
  const act = (_actor: Actor, id: string, verb: string) => {
    attempts.push(`${verb} ${id}`);
    return Promise.resolve().then(() => change(bookings.find((row) => row.id === id)!));
  };
  const quiet = { log: () => undefined, warn: () => undefined, error: () => undefined };
  const subscriber = new ClosingSubscriber(
    { list } as unknown as BookingsService,
    { change: act } as unknown as BookingChangesService,
    { findById: () => Promise.resolve(user) } as unknown as UsersService,
    quiet,
  );
  const event: DomainEvent = {
    id: 'event',
    name: 'user.closed',
    payload: { userId: ANN, role: 'customer' },
    at: new Date(),
  };
  return { handle: () => subscriber.handle(event), attempts, user };
}

function end(bookings: Row[], id: string): void {
  bookings.find((row) => row.id === id)!.status = 'cancelled';
}
const open = (bookings: Row[]) => bookings.filter(({ status }) => status !== 'cancelled').map(({ id }) => id);

describe('when an account is closed', () => {
  it('every open booking is cancelled, page by page', async () => {
    const bookings = [...rows(250), ...rows(3, 'completed')];
    await closing(bookings).handle();
    expect(open(bookings)).toEqual(rows(3, 'completed').map(({ id }) => id));
  });

  it('a barber declines the requests of others and cancels everything else', async () => {
    const bookings = [
      { id: '1', status: 'requested', customerId: 'carla' },
      { id: '2', status: 'requested', customerId: ANN },
      { id: '3', status: 'accepted', customerId: 'carla' },
      { id: '4', status: 'accepted', customerId: null },
    ];
    const { handle, attempts } = closing(bookings);
    await handle();
    expect(attempts).toEqual(['decline 1', 'cancel 2', 'cancel 3', 'cancel 4']);
  });

  it('a booking that cannot be changed is attempted once, and the others are cancelled', async () => {
    const bookings = rows(150);
    const stuck = bookings[7]!.id;
    const { handle, attempts } = closing(bookings, ({ id }) => {
      if (id === stuck) throw new Error('no');
      end(bookings, id);
    });
    await expect(handle()).rejects.toThrow(stuck);
    expect(open(bookings)).toEqual([stuck]);
    expect(attempts).toHaveLength(150);
  });

  it('a booking that stays open although nothing failed makes the job fail, so that the job comes again', async () => {
    const bookings = rows(1);
    await expect(closing(bookings, () => undefined).handle()).rejects.toThrow(bookings[0]!.id);
  });

  it('a booking that ended by other means meanwhile is no failure', async () => {
    const bookings = rows(2);
    const { handle } = closing(bookings, ({ id }) => {
      end(bookings, id);
      throw new Error('illegal-transition');
    });
    await handle();
    expect(open(bookings)).toEqual([]);
  });

  it('and the person came back, nothing is cancelled any more', async () => {
    const bookings = rows(250);
    const { handle, user, attempts } = closing(bookings, ({ id }) => {
      end(bookings, id);
      delete user.closing;
    });
    await handle();
    expect(attempts).toHaveLength(100);
    await handle();
    expect(attempts).toHaveLength(100);
  });

  it('and erased before the job came, everything is cancelled all the same', async () => {
    const bookings = rows(2);
    const { handle, user } = closing(bookings);
    delete user.closing;
    user.erasedAt = new Date();
    await handle();
    expect(open(bookings)).toEqual([]);
  });
});
