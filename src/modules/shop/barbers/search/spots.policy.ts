import type { Spot } from './search.types.ts';

/** How far MongoDB's distance and ours may differ, metres (seen: less than a millionth), generously. */
export const TOLERANCE = 0.01;

/** Spots of `metres` are those from here on: distances are rounded, half up. */
export const ringStart = (metres: number): number => Math.max(0, metres - 0.5 - TOLERANCE);

export const bySpot = (a: Spot, b: Spot): number => a.metres - b.metres || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export const isAfter = (spot: Spot, other: Spot | undefined): boolean => !other || bySpot(spot, other) > 0;

/** Reading by distance stopped at `distance`: up to which whole metre nothing can be missing any more, ties included. */
export const settledAt = (distance: number): number => Math.floor(distance - 0.5 - TOLERANCE);
