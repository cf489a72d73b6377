import type { Spot } from './search.types.ts';

/**
 * Metres by which the distances of MongoDB and of this program may differ. The observed difference is below a millionth of a
 * metre; this value is generous.
 */
export const TOLERANCE = 0.01;

/** Returns the distance at which spots of `metres` whole metres begin: distances are rounded half up. */
export const ringStart = (metres: number): number => Math.max(0, metres - 0.5 - TOLERANCE);

export const bySpot = (a: Spot, b: Spot): number => a.metres - b.metres || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export const isAfter = (spot: Spot, other: Spot | undefined): boolean => !other || bySpot(spot, other) > 0;

/** Returns the whole metre up to which nothing can be missing, ties included, when a read by distance stopped at `distance`. */
export const settledAt = (distance: number): number => Math.floor(distance - 0.5 - TOLERANCE);
