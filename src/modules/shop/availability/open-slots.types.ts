import type { DatedException, MinuteSpan, WeeklyHours } from '../../../common/time/hours.ts';

export interface SlotQuery {
  /** IANA zone in which hours, breaks, exceptions and the grid are read. */
  zone: string;
  weekly: WeeklyHours;
  exceptions: readonly DatedException[];
  /** Taken intervals, buffers included. They may be in any order and may overlap. */
  busy: readonly MinuteSpan[];
  /** Epoch minute of the present, rounded up. */
  now: number;
  /** Length of the visit, minutes. */
  duration: number;
  /** Minutes taken before and after the visit. Buffers may overlap closing time and breaks, never a busy interval. */
  bufferBefore: number;
  bufferAfter: number;
  /** The number of wall-clock minutes from local midnight to a start is divisible by this number. */
  grid: number;
  /** A visit starts at least this many minutes after `now`. */
  notice: number;
  /** A visit starts at most this many days (of 1,440 minutes) after `now`. */
  horizonDays: number;
  /** The window in epoch minutes: visits start at or after `from` and end at or before `to`. */
  from: number;
  to: number;
}

/** The part of a query on which the offer of a single visit depends. */
export type OfferQuery = Omit<SlotQuery, 'from' | 'to'>;
