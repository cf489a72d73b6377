/**
 * A node with one guard taken out: the test of the test. STORM_SPOIL names the guard; a storm over such nodes must fail. The build
 * itself is untouched: prototypes are replaced in this process before the application starts.
 */
const at = (path) => import(new URL(path, `file://${process.env.STORM_DIST}/`).href);
const { CalendarsRepository } = await at('modules/calendars/calendars.repository.js');
const { CalendarsService } = await at('modules/calendars/calendars.service.js');
const { BookingChair } = await at('modules/bookings/booking-chair.js');

const { BarbersRepository } = await at('modules/barbers/barbers.repository.js');
const gate = CalendarsRepository.prototype;
const { claimDay } = gate;
const later = (date) => new Date(date.getTime() + 86_400_000);
const claimed = async (model, filter, entry) => {
  const others = { $filter: { input: '$busy', cond: { $ne: ['$$this.bookingId', entry.bookingId] } } };
  const busy = { $concatArrays: [others, { $literal: [entry] }] };
  const update = [{ $set: { busy, version: { $add: ['$version', 1] } } }];
  return (await model.updateOne(filter, update, { updatePipeline: true })).matchedCount === 1;
};
const rival = ({ start, end, bookingId }) => ({
  start: { $lt: end },
  end: { $gt: start },
  bookingId: { $ne: bookingId },
});

const guards = {
  /** Claims do not look for others. */
  gate: () => {
    gate.claimDay = function (id, entry) {
      return claimed(this.model, { _id: id }, entry);
    };
  },
  /** The transaction does not ask whether its claim still stands. */
  firm: () => {
    CalendarsService.prototype.firm = async () => true;
  },
  /** Deadlines are ignored: what lapsed still counts as held. */
  lapse: () => {
    gate.claimDay = function (id, entry) {
      return claimed(this.model, { _id: id, busy: { $not: { $elemMatch: rival(entry) } } }, entry);
    };
  },
  /** Whatever has a deadline counts as lapsed. */
  until: () => {
    gate.claimDay = function (id, entry, now) {
      return claimDay.call(this, id, entry, later(later(now)));
    };
  },
  /** Only the first day of an interval is claimed. */
  midnight: () => {
    const { claim } = CalendarsService.prototype;
    CalendarsService.prototype.claim = function (barberId, entry) {
      return claim.call(this, barberId, entry).catch((error) => {
        if (entry.start.getUTCDate() === entry.end.getUTCDate()) throw error;
      });
    };
  },
  /** A booking that ends keeps its chair. */
  release: () => {
    BookingChair.prototype.release = async () => undefined;
  },
  /** A refused request keeps its claim until that lapses. */
  letGo: () => {
    BookingChair.prototype.letGo = async () => undefined;
  },
  /** The claim of a move is not part of its transaction. */
  move: () => {
    CalendarsService.prototype.move = async function (barberId, from, entry) {
      await this.calendars.model.collection.updateMany(
        { 'busy.bookingId': entry.bookingId },
        { $pull: { busy: { bookingId: entry.bookingId } } },
      );
      await this.claim(barberId, entry);
    };
  },
  /** Not a guard: what telling search about opened time costs. */
  search: () => {
    BarbersRepository.prototype.lowerNextFree = async () => undefined;
  },
};

guards[process.env.STORM_SPOIL]();
const { startApp } = await at('main.js');
await startApp();
