import type { DatedException, MinuteSpan, WeeklyHours } from '../../../common/time/hours.ts';

export interface SlotQuery {
  /** IANA zone in which hours, breaks, exceptions and the grid are read. */
  zone: string;
  weekly: WeeklyHours;
  exceptions: readonly DatedException[];
  /** Claimed intervals, buffers included; any order, may overlap. */
  busy: readonly MinuteSpan[];
  /** Epoch minute of the present, rounded up. */
  now: number;
  /** Length of the visit, minutes. */
  duration: number;
  /** Minutes claimed before and after the visit; may spill over closing time and breaks, never over a busy interval. */
  bufferBefore: number;
  bufferAfter: number;
  /** Starts lie on wall-clock minutes past local midnight divisible by this. */
  grid: number;
  /** A visit starts at least this many minutes after `now`. */
  notice: number;
  /** A visit starts at most this many days (of 1,440 minutes) after `now`. */
  horizonDays: number;
  /** The window: visits start at or after `from` and end at or before `to` (epoch minutes). */
  from: number;
  to: number;
}

/** What the offer of a single visit depends on. */
export type OfferQuery = Omit<SlotQuery, 'from' | 'to'>;
