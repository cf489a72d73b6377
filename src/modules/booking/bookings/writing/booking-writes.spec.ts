import { BookingNews } from './booking-news.ts';
import { BookingWrites } from './booking-writes.ts';
import { CustomerAgenda } from '../making/customer-agenda.ts';

/** The dependencies are missing: a call must fail before it needs them. */
const bare = <T extends object>(type: { prototype: T }): T => Object.create(type.prototype) as T;

describe('outside a unit of work', () => {
  it.each<[string, () => unknown]>([
    ['no booking is stored', () => bare(BookingWrites).insert({} as never, {} as never, {})],
    ['none is changed', () => bare(BookingWrites).change({} as never, 'cancel', {} as never)],
    ['none is moved', () => bare(BookingWrites).move({} as never, {}, {} as never, {})],
    ['nobody is told of one', () => bare(BookingNews).tell('booking.cancelled', {} as never, {} as never)],
    ['no customer’s other visits are looked at', () => bare(CustomerAgenda).check({} as never, { isNewRequest: true })],
  ])('%s', (_what, work) => {
    expect(work).toThrow('belongs inside a unit of work');
  });
});
