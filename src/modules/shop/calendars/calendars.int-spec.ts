import { jest } from '@jest/globals';
import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { seedFor } from '../../../../test/support/seed.ts';
import { Random } from '../../../../test/storm/random.ts';
import { newId } from '../../../common/database/ids.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { DAY, MINUTE, plus, SECOND } from '../../../common/time/durations.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import type { CalendarRecord } from './calendar.schema.ts';
import { ENTRY_KINDS, type CalendarEntry } from './calendar.types.ts';
import { calendarIds } from './calendar-days.policy.ts';
import { Rivals } from './calendars.errors.ts';
import { CalendarsService } from './calendars.service.ts';
import { Claims } from './claims.ts';

const TTL = 30 * SECOND;
const NOON = new Date('2035-03-05T12:00:00Z');

let app: TestApp;
let calendars: CalendarsService;
let unitOfWork: UnitOfWork;
let barber: string;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
  [calendars, unitOfWork] = [app.get(CalendarsService), app.get(UnitOfWork)];
});
beforeEach(() => {
  barber = newId();
  app.clock.set(NOON);
});
afterAll(() => app.close());

const minutes = (count: number) => plus(NOON, count * MINUTE);
/** A hold from and to minutes after noon. */
const hold = (from: number, to: number, more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  bookingId: newId(),
  kind: 'booking',
  start: minutes(from),
  end: minutes(to),
  until: plus(app.clock.now(), TTL),
  ...more,
});
const claims = () => app.get(Claims);
const claim = (entry: CalendarEntry) => claims().claim(barber, entry);
const firm = (entry: CalendarEntry, until: Date | null = null) =>
  unitOfWork.run(() => claims().firm(barber, entry, until));
const move = (from: CalendarEntry, to: CalendarEntry) => unitOfWork.run(() => calendars.move(barber, from, to));
const wins = (entry: CalendarEntry) =>
  claim(entry).then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof Rivals)) throw error;
      return false;
    },
  );
/** Ids of the bookings whose entries are alive in the week around noon. */
const held = async () => {
  const entries = await calendars.entriesIn(barber, { start: plus(NOON, -7 * DAY), end: plus(NOON, 7 * DAY) });
  return entries.map(({ bookingId }) => bookingId).sort();
};
const days = () =>
  app.db
    .collection<CalendarRecord>('calendars')
    .find({ _id: { $regex: `^${barber}:` } })
    .sort({ _id: 1 })
    .toArray();

describe('one chair', () => {
  it('is given to exactly one of fifty rivals with unequal visits that overlap, twenty times over', async () => {
    const random = new Random(seedFor('calendars'));
    for (let round = 0; round < 20; round++) {
      barber = newId();
      // Every visit contains the minute after the centre. In every other round the centre is the last minute before midnight UTC.
      const [centre, reach] = [round % 2 ? 719 : 180, round % 2 ? 90 : 60];
      const rivals = Array.from({ length: 50 }, () =>
        hold(centre - random.between(0, reach), centre + 1 + random.between(0, reach)),
      );
      const won = await Promise.all(rivals.map(wins));
      const winners = rivals.filter((_, index) => won[index]);
      expect([round, winners.length]).toEqual([round, 1]);
      expect(await firm(winners[0]!)).toBe(true);
      expect(await held()).toEqual([winners[0]!.bookingId]);
    }
  }, 120_000);

  it('is free for everybody whose visits only touch', async () => {
    const visits = Array.from({ length: 20 }, (_, i) => hold(i * 30, i * 30 + 30));
    expect(await Promise.all(visits.map(wins))).toEqual(visits.map(() => true));
    expect(await calendars.inspect()).toEqual({ overlaps: 0, orphanHolds: 0 });
  });

  it.each(ENTRY_KINDS)('has room for one entry of any kind: %s against the other kinds', async (kind) => {
    const first = hold(0, 60, { kind });
    await claim(first);
    for (const other of ENTRY_KINDS) {
      const error = await claim(hold(59, 90, { kind: other })).catch((caught: unknown) => caught);
      expect((error as Rivals).entries).toMatchObject([{ bookingId: first.bookingId, kind }]);
    }
  });
});

describe('a hold', () => {
  it('refuses rivals until it lapses, and the next claim then replaces the hold', async () => {
    const [first, second] = [hold(0, 60), hold(30, 90, { until: null })];
    await claim(first);
    app.clock.advance(TTL - 1);
    expect(await wins(second)).toBe(false);
    app.clock.advance(1);
    expect(await wins(second)).toBe(true);
    const [day] = await days();
    expect(day!.busy.map(({ bookingId }) => bookingId)).toEqual([second.bookingId]);
  });

  it('cannot be made firm after it lapsed, or after another claim replaced the hold', async () => {
    const late = hold(0, 60);
    await claim(late);
    app.clock.advance(TTL);
    expect(await firm(late)).toBe(false);
    expect(await wins(hold(0, 60))).toBe(true);
    app.clock.set(NOON);
    expect(await firm(late)).toBe(false);
  });

  it('stays when it is made firm, or stays until the deadline of its request', async () => {
    const [forGood, asked] = [hold(0, 60), hold(60, 120)];
    await Promise.all([claim(forGood), claim(asked)]);
    expect([await firm(forGood), await firm(asked, minutes(15))]).toEqual([true, true]);
    app.clock.set(minutes(15));
    expect(await held()).toEqual([forGood.bookingId]);
    expect([await wins(hold(0, 60)), await wins(hold(60, 120))]).toEqual([false, true]);
  });

  it('frees the time at once when it is dropped; a firm entry stays when its writer fails late', async () => {
    const [failed, firmed] = [hold(0, 60), hold(60, 120)];
    await claim(failed);
    await claims().drop(barber, failed);
    expect(await wins(hold(0, 60))).toBe(true);
    await claim(firmed);
    await firm(firmed);
    await claims().drop(barber, firmed);
    expect(await wins(hold(60, 120))).toBe(false);
  });

  it('is renewed when its owner claims again, and never shortens a firm entry of its owner', async () => {
    const first = hold(0, 60);
    await claim(first);
    app.clock.advance(20_000);
    const again = { ...first, until: plus(app.clock.now(), TTL) };
    await claim(again);
    expect((await days())[0]!.busy).toEqual([again]);
    await firm(again);
    // A first try of the same request arrives late, after its retry, and fails.
    const late = { ...again, until: plus(app.clock.now(), TTL + 1) };
    await claim(late);
    await claims().drop(barber, late);
    expect((await days())[0]!.busy).toEqual([{ ...again, until: null }]);
  });

  it('is swept after a crash, and search learns the instant from which time is free', async () => {
    const [left, stays] = [hold(0, 60), hold(60, 120)];
    await Promise.all([claim(left), claim(stays)]);
    await firm(stays);
    await calendars.sweep();
    expect(await held()).toEqual([left.bookingId, stays.bookingId].sort());
    app.clock.advance(TTL + 5_001);
    expect((await calendars.inspect()).orphanHolds).toBeGreaterThan(0);
    expect(await calendars.sweep()).toContainEqual({ barberId: barber, from: left.start });
    expect((await days())[0]!.busy.map(({ bookingId }) => bookingId)).toEqual([stays.bookingId]);
    expect(await calendars.inspect()).toEqual({ overlaps: 0, orphanHolds: 0 });
  });

  it('stays after a crash until search knows about the free time', async () => {
    await claim(hold(0, 60));
    app.clock.advance(TTL + 1);
    jest.spyOn(app.get(BarbersService), 'timeOpened').mockRejectedValueOnce(new Error('search does not answer'));
    await expect(calendars.sweep()).rejects.toThrow('search does not answer');
    expect((await days())[0]!.busy).toHaveLength(1);
  });

  it('is swept after a crash even if another day of the barber is locked', async () => {
    const locked = hold(0, 60);
    await Promise.all([claim(locked), claim(hold(1_440, 1_500))]);
    app.clock.advance(TTL + 1);
    const session = app.db.client.startSession();
    session.startTransaction();
    const day = app.db.collection<CalendarRecord>('calendars');
    await day.updateOne({ _id: calendarIds(barber, locked)[0]! }, { $inc: { version: 1 } }, { session });
    const sweep = calendars.sweep();
    await eventually(async () => expect((await days())[1]!.busy).toHaveLength(0));
    const [other, lapsed] = [newId(), hold(0, 60)];
    await claims().claim(other, lapsed);
    app.clock.advance(TTL + 1);
    expect(await calendars.sweep()).toContainEqual({ barberId: other, from: lapsed.start });
    await session.abortTransaction().then(() => session.endSession());
    await sweep;
    expect((await days())[0]!.busy).toHaveLength(0);
  });
});

describe('a move', () => {
  it('by a quarter of an hour does not collide with itself', async () => {
    const before = hold(0, 60, { until: null });
    await claim(before);
    const after = { ...before, start: minutes(15), end: minutes(75) };
    await move(before, after);
    expect((await days())[0]!.busy).toEqual([after]);
    expect(await wins(hold(0, 15))).toBe(true);
  });

  it('onto a taken time fails and names the rival; the old time is still taken', async () => {
    const [mine, other] = [hold(0, 60, { until: null }), hold(90, 150, { until: null, kind: 'time_off' })];
    await Promise.all([claim(mine), claim(other)]);
    const error = await move(mine, { ...mine, start: minutes(60), end: minutes(120) }).catch(
      (caught: unknown) => caught,
    );
    expect((error as Rivals).entries.map(({ kind }) => kind)).toEqual(['time_off']);
    expect(await wins(hold(45, 61))).toBe(false);
    expect(await wins(hold(60, 90))).toBe(true);
  });

  it('to other days leaves no entry on the old days, and a refused move changes nothing', async () => {
    const mine = hold(690, 750, { until: null });
    await claim(mine);
    const tomorrow = { ...mine, start: minutes(1_440), end: minutes(1_500) };
    await calendars.prepare(barber, tomorrow);
    await move(mine, tomorrow);
    expect((await days()).map(({ _id, busy }) => [_id.slice(-2), busy.length])).toEqual([
      ['05', 0],
      ['06', 1],
    ]);
    await claim(hold(0, 60, { until: null }));
    await expect(move(tomorrow, { ...mine, start: minutes(30), end: minutes(90) })).rejects.toBeInstanceOf(Rivals);
    expect((await days()).map(({ busy }) => busy.length)).toEqual([1, 1]);
  });
});

describe('many days', () => {
  it('are all claimed, or none of them', async () => {
    await claim(hold(5 * 1_440, 5 * 1_440 + 30, { until: null }));
    const away = hold(0, 7 * 1_440, { kind: 'time_off' });
    expect(await wins(away)).toBe(false);
    expect((await days()).flatMap(({ busy }) => busy)).toHaveLength(1);
    const shorter = { ...away, end: minutes(5 * 1_440) };
    await claim(shorter);
    expect(await firm(shorter)).toBe(true);
    expect(
      (await days()).filter(({ busy }) => busy.some(({ bookingId }) => bookingId === away.bookingId)),
    ).toHaveLength(6);
    await unitOfWork.run(() => calendars.release(barber, shorter, away.bookingId));
    expect((await days()).flatMap(({ busy }) => busy)).toHaveLength(1);
  });

  it('cannot be made firm when the entry of one day is lost', async () => {
    const away = hold(0, 2 * 1_440, { kind: 'time_off' });
    await claim(away);
    await app.db
      .collection<CalendarRecord>('calendars')
      .updateOne({ _id: `${barber}:2035-03-06` }, { $set: { busy: [] } });
    const work = unitOfWork.run(async () => {
      if (!(await claims().firm(barber, away, null))) throw new Error('lost');
    });
    await expect(work).rejects.toThrow('lost');
    expect((await days())[0]!.busy[0]!.until).not.toBeNull();
  });

  it('go to one of two rivals that claim from both ends at once, without a deadlock', async () => {
    for (let round = 0; round < 5; round++) {
      barber = newId();
      const rivals = Array.from({ length: 8 }, (_, i) => hold(-i * 600, 4 * 1_440 + i * 600, { kind: 'time_off' }));
      expect((await Promise.all(rivals.map(wins))).filter(Boolean)).toHaveLength(1);
    }
  });
});
