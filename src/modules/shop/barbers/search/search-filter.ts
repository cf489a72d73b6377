import type { SearchFilter } from './search.types.ts';

type Condition = Record<string, unknown>;

/** Returns the filter as a MongoDB filter. */
export function toConditions(filter: SearchFilter): Condition {
  const { text, minRating, online, bookable, freeBefore } = filter;
  const service = serviceConditions(filter);
  const alternatives = [...(text ? [textConditions(text)] : []), ...(freeBefore ? [freeConditions(freeBefore)] : [])];
  return {
    listed: true,
    ...(service && { services: { $elemMatch: service } }),
    ...(minRating !== undefined && { rating: { $gte: minRating } }),
    ...(online !== undefined && { isOnline: online }),
    ...(bookable !== undefined && { bookable }),
    ...(alternatives.length && { $and: alternatives.map(($or) => ({ $or })) }),
  };
}

function serviceConditions({ serviceId, maxPrice }: SearchFilter): Condition | undefined {
  if (serviceId === undefined && maxPrice === undefined) return undefined;
  return {
    ...(serviceId !== undefined && { serviceId }),
    ...(maxPrice !== undefined && { 'price.amount': { $lte: maxPrice } }),
  };
}

/** Words contain only letters and digits (`tokensOf`), so no word has a special meaning in a regular expression. */
const textConditions = ({ words, serviceIds }: NonNullable<SearchFilter['text']>): Condition[] => [
  { $and: words.map((word) => ({ searchTokens: new RegExp(`^${word}`) })) },
  { 'services.serviceId': { $in: serviceIds } },
];

const freeConditions = (before: Date): Condition[] => [{ nextFreeFrom: null }, { nextFreeFrom: { $lt: before } }];
