/** Durations in milliseconds, for sums with `Date.getTime()`. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Returns the instant that lies `milliseconds` after `instant`, or before `instant` when the number is negative. */
export const plus = (instant: Date, milliseconds: number): Date => new Date(instant.getTime() + milliseconds);
