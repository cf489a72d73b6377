/** Lengths of time in milliseconds, for sums with `Date.getTime()`. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The instant so many milliseconds after (before, when negative) another. */
export const plus = (instant: Date, milliseconds: number): Date => new Date(instant.getTime() + milliseconds);
