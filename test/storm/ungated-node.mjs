/**
 * A node without one guard, which tests the storm itself: a storm on such nodes must fail. STORM_SPOIL names the guard. The build
 * does not change; this process replaces prototypes before the application starts.
 */
const at = (path) => import(new URL(path, `file://${process.env.STORM_DIST}/`).href);
const { CalendarsRepository } = await at('modules/shop/calendars/calendars.repository.js');
const { CalendarsService } = await at('modules/shop/calendars/calendars.service.js');
const { calendarIds } = await at('modules/shop/calendars/calendar-days.policy.js');
const { Claims } = await at('modules/shop/calendars/claims.js');
const { SocketWatch } = await at('gateways/socket-watch.js');

const gate = CalendarsRepository.prototype;
const claims = Claims.prototype;
const { claimDays } = gate;

/** Inserts the entry without regard to deadlines, on the days that match the filter. */
async function put(model, ids, filter, entry) {
  const others = { $filter: { input: '$busy', cond: { $ne: ['$$this.bookingId', entry.bookingId] } } };
  const busy = { $concatArrays: [others, { $literal: [entry] }] };
  const update = [{ $set: { busy, version: { $add: ['$version', 1] } } }];
  const result = await model.updateMany({ _id: { $in: ids }, ...filter }, update, { updatePipeline: true });
  return result.matchedCount === ids.length;
}

/** Releases through the bare driver, which does not use the running transaction. */
const releaseNow = (repository, ids, bookingId) =>
  repository.model.collection.updateMany({ _id: { $in: ids } }, { $pull: { busy: { bookingId } } });

const spoil = {
  /** Claims do not look for rivals. */
  gate: () => {
    gate.claimDays = function (ids, entry) {
      return put(this.model, ids, {}, entry);
    };
  },
  /** The transaction does not check whether its claim still exists. */
  firm: () => {
    claims.firm = function (barberId, entry, until) {
      return put(this.calendars.model, calendarIds(barberId, entry), {}, { ...entry, until });
    };
  },
  /** Lapsed entries still count. */
  lapse: () => {
    gate.claimDays = function (ids, entry) {
      const rival = { start: { $lt: entry.end }, end: { $gt: entry.start }, bookingId: { $ne: entry.bookingId } };
      return put(this.model, ids, { busy: { $not: { $elemMatch: rival } } }, entry);
    };
  },
  /** Every entry with a deadline counts as lapsed. */
  until: () => {
    gate.claimDays = function (ids, entry, now, options) {
      return claimDays.call(this, ids, entry, new Date(now.getTime() + 86_400_000), options);
    };
  },
  /** Only the first day of an interval is claimed. */
  midnight: () => {
    claims.claimMany = function (ids, entry) {
      return this.claimOne(ids[0], entry);
    };
    claims.firm = function (barberId, entry, until) {
      return this.calendars.extend(calendarIds(barberId, entry).slice(0, 1), entry.bookingId, until, new Date());
    };
  },
  /** A booking that ends keeps its chair. */
  release: () => {
    CalendarsService.prototype.release = async () => undefined;
  },
  /** A refused request keeps its hold until the hold lapses. */
  drop: () => {
    claims.drop = async () => undefined;
  },
  /** A move releases the old time before it has the new time. */
  move: () => {
    const { move } = claims;
    claims.move = async function (barberId, from, entry) {
      await releaseNow(this.calendars, calendarIds(barberId, from), entry.bookingId);
      return move.call(this, barberId, from, entry);
    };
  },
  /** The chair is released at once, not when the change is committed. */
  outside: () => {
    gate.release = function (ids, bookingId) {
      return releaseNow(this, ids, bookingId);
    };
  },
  /** Clients that do not read stay connected, with all messages that wait for them. */
  readers: () => {
    SocketWatch.prototype.look = async () => undefined;
  },
};

spoil[process.env.STORM_SPOIL]();
const { startApp } = await at('main.js');
await startApp();
