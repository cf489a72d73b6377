import { DAY, plus } from '../../common/time/durations.ts';
import { isClosed, otherSide, sideOf, userOn } from './chat.policy.ts';

const pair = { customerId: 'carla', barberUserId: 'bob' };
const latestEnd = new Date('2027-03-01T10:00:00Z');
const visits = (active: boolean) => ({ latestId: 'b1', latestEnd, active });
const daysAfter = (days: number) => plus(latestEnd, days * DAY);

describe('a conversation', () => {
  it('knows its two parties and nobody else', () => {
    expect(['carla', 'bob', 'ada'].map((id) => sideOf(id, pair))).toEqual(['customer', 'barber', undefined]);
    expect(userOn(otherSide('customer'), pair)).toBe('bob');
    expect(userOn(otherSide('barber'), pair)).toBe('carla');
  });

  it('is open up to the last instant of its days, and closed after it', () => {
    expect(isClosed(visits(false), daysAfter(14), 14)).toBe(false);
    expect(isClosed(visits(false), plus(daysAfter(14), 1), 14)).toBe(true);
    expect(isClosed(visits(false), daysAfter(-3), 0)).toBe(false);
  });

  it('stays open while a visit is alive, however long ago it should have ended, and is closed without any', () => {
    expect(isClosed(visits(true), daysAfter(400), 14)).toBe(false);
    expect(isClosed(undefined, latestEnd, 14)).toBe(true);
  });
});
