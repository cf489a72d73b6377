import type { Db, MongoClient } from 'mongodb';
import { isUnknown, succeeded, type Operation } from './history.ts';

interface Entry {
  bookingId: string;
  kind: string;
  start: Date;
  end: Date;
  until: Date | null;
}
export interface Day {
  _id: string;
  busy: Entry[];
}
export interface Owner {
  _id: string;
  barberId: string;
  kind: 'booking' | 'guest' | 'time_off';
  from: Date;
  to: Date;
  status: string;
  expiresAt: Date | null;
}

/** The content of the collections at one instant. */
export interface DatabaseState {
  /** Instants before and after the reading. */
  before: Date;
  after: Date;
  owners: Owner[];
  days: Day[];
}

const DAY = 86_400_000;
const ACTIVE = ['requested', 'accepted', 'in_progress'];

/** Reads active owners and all entries in one snapshot, so that a running change is seen either whole or not at all. */
export async function readState(client: MongoClient, db: Db): Promise<DatabaseState> {
  const before = new Date();
  const session = client.startSession({ snapshot: true });
  const read = (name: string, filter: object, projection = {}) =>
    db.collection<any>(name).find(filter, { session, projection }).toArray();
  const facts = { barberId: 1, guest: 1, claimedFrom: 1, claimedTo: 1, status: 1, expiresAt: 1 };
  try {
    const days = (await read('calendars', {})) as Day[];
    const active = await read('bookings', { status: { $in: ACTIVE } }, facts);
    const known = new Set(active.map(({ _id }) => String(_id)));
    const named = days.flatMap(({ busy }) => busy.map(({ bookingId }) => bookingId)).filter((id) => !known.has(id));
    const ended = await read('bookings', { _id: { $in: [...new Set(named)] } }, facts);
    const away = await read('time_off', {});
    const owners = [...active.map(bookingOwner), ...ended.map(bookingOwner), ...away.map(timeOffOwner)];
    return { before, after: new Date(), owners, days };
  } finally {
    await session.endSession();
  }
}

const bookingOwner = (booking: any): Owner => ({
  _id: booking._id,
  barberId: booking.barberId,
  kind: booking.guest ? 'guest' : 'booking',
  from: booking.claimedFrom,
  to: booking.claimedTo,
  status: booking.status,
  expiresAt: booking.expiresAt,
});

const timeOffOwner = ({ _id, barberId, startAt, endAt }: any): Owner => {
  return { _id, barberId, kind: 'time_off', from: startAt, to: endAt, status: 'accepted', expiresAt: null };
};

/**
 * Returns where bookings, time off and calendars disagree: nowhere in a correct database. `holdTtl`: milliseconds that a claim
 * lives.
 */
export function disagreementsIn(state: DatabaseState, holdTtl: number): string[] {
  const owners = new Map(state.owners.map((owner) => [owner._id, owner]));
  const entries = new Map(state.days.map(({ _id, busy }) => [_id, busy]));
  const missing = state.owners
    .filter((owner) => isActive(owner, state.after))
    .flatMap((owner) => missingOf(owner, entries));
  const latestHold = state.after.getTime() + holdTtl;
  const astray = state.days.flatMap(({ _id, busy }) =>
    busy.flatMap((entry) => astrayOf(_id, entry, owners.get(entry.bookingId), latestHold)),
  );
  const live = ({ until }: Entry) => until === null || until > state.after;
  return [...missing, ...astray, ...state.days.flatMap(({ _id, busy }) => overlapsOn(_id, busy.filter(live)))];
}

/** Returns entries that are `sweepWithin` milliseconds past their deadline. A sweep should have removed them. */
export function orphansIn({ before, days }: DatabaseState, sweepWithin: number): string[] {
  const late = ({ until }: Entry) => until !== null && until.getTime() < before.getTime() - sweepWithin;
  return days.flatMap(({ _id, busy }) =>
    busy.filter(late).map((entry) => `${_id} at ${before.toISOString()}: ${JSON.stringify(entry)}`),
  );
}

/** Tells whether an owner is active. A request past its deadline may or may not have ended yet. */
const isActive = ({ status, expiresAt }: Owner, now: Date): boolean =>
  ACTIVE.includes(status) && (expiresAt === null || expiresAt > now);

function missingOf(owner: Owner, entries: Map<string, Entry[]>): string[] {
  return daysOf(owner).flatMap((id) => {
    const mine = (entries.get(id) ?? []).filter(({ bookingId }) => bookingId === owner._id);
    const right = mine.length === 1 && isRight(mine[0]!, owner);
    return right ? [] : [`${show(owner)} should stand once on ${id}, and has there: ${JSON.stringify(mine)}`];
  });
}

const isRight = ({ kind, start, end, until }: Entry, owner: Owner): boolean =>
  kind === owner.kind && same(start, owner.from) && same(end, owner.to) && same(until, owner.expiresAt);

/** An entry must belong to an active owner on that day, or be a hold whose booking does not exist yet. */
function astrayOf(day: string, entry: Entry, owner: Owner | undefined, latestHold: number): string[] {
  const isHold = !owner && entry.until !== null && entry.until.getTime() <= latestHold;
  const isOwned = owner && ACTIVE.includes(owner.status) && daysOf(owner).includes(day);
  return isHold || isOwned ? [] : [`${day} holds ${JSON.stringify(entry)} of ${owner ? show(owner) : 'nobody'}`];
}

function overlapsOn(day: string, entries: Entry[]): string[] {
  const sorted = entries.toSorted((a, b) => a.start.getTime() - b.start.getTime());
  return sorted.flatMap((entry, i) => {
    const earlier = sorted.slice(0, i).find(({ end }) => end > entry.start);
    return earlier ? [`${day}: ${JSON.stringify(earlier)} overlaps ${JSON.stringify(entry)}`] : [];
  });
}

/** Returns every UTC day that the interval touches. Computed here again, so that the code under test does not judge itself. */
function daysOf({ barberId, from, to }: Owner): string[] {
  const days: string[] = [];
  for (let day = Math.floor(from.getTime() / DAY); day * DAY < to.getTime(); day++)
    days.push(`${barberId}:${new Date(day * DAY).toISOString().slice(0, 10)}`);
  return days;
}

/** Returns acknowledged changes that are missing in the histories of the bookings. */
export async function lostChanges(db: Db, history: readonly Operation[]): Promise<string[]> {
  const bookings = await db
    .collection<any>('bookings')
    .find({}, { projection: { history: 1 } })
    .toArray();
  const lines = new Map(
    bookings.map(({ _id, history: list }) => [String(_id), list as { verb: string; to: string }[]]),
  );
  const changes = history.filter((operation) => succeeded(operation) && operation.seen && !isUnknown(operation));
  return changes.flatMap(({ subject, verb, seen }) => {
    const line = lines.get(subject!)?.[seen!.version - 1];
    const isThere = line?.to === seen!.status && (line.verb === verb || seen!.version === 1);
    return isThere
      ? []
      : [`${verb} made version ${seen!.version} of ${subject}, where the database has ${JSON.stringify(line)}`];
  });
}

const same = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();
const show = ({ kind, _id, status, from, to, expiresAt }: Owner): string =>
  `${kind} ${_id} (${status}${expiresAt ? ` until ${expiresAt.toISOString()}` : ''}, ${from.toISOString()}–${to.toISOString()})`;
