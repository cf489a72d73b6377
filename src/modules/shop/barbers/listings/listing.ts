import { hash } from 'node:crypto';
import type { Barber } from '../barber.types.ts';
import { newBarber } from '../new-barber.ts';
import type { ListingOwner, ListingFacts, Hours } from './listing.types.ts';

/**
 * What a map owns of a profile, in parts that change together. Everything else (prices, services, buffers, currency, bio,
 * visits, standing …) is set once, when somebody starts to work there, and is the barber's own from then on.
 */
const PARTS = {
  name: ['name'],
  place: ['location', 'timezone', 'timezoneChosen'],
  address: ['address'],
  phone: ['phone'],
  website: ['website'],
  hours: ['availability', 'exceptions'],
} as const satisfies Record<string, readonly (keyof Barber)[]>;
type Part = keyof typeof PARTS;
type Mapped = Partial<Pick<Barber, (typeof PARTS)[Part][number]>>;

const CLOSED: Hours = { availability: {}, exceptions: [] };

export function newListing(
  facts: ListingFacts,
  owner: ListingOwner | undefined,
  given: Pick<Barber, 'id' | 'createdAt' | 'currency'>,
): Barber {
  const mapped = toMapped(facts, owner?.hours ?? CLOSED);
  const listing = { ...given, name: facts.name, osmId: facts.osmId, ...mapped, ...(owner && opened(owner)) };
  return newBarber({ ...listing, imported: fingerprints(mapped) });
}

/**
 * What the map (and an owner, for a listing without one) changes; undefined: nothing. The map's word counts for every part of
 * an unclaimed listing. Of a barber with an account it counts only when the map itself changed and the barber had left the
 * part as the last import wrote it; and a map that says no hours takes nobody's hours away.
 */
export function changesBy(
  facts: ListingFacts,
  owner: ListingOwner | undefined,
  barber: Barber,
): Partial<Barber> | undefined {
  const isClaimed = barber.userId !== null;
  const opening = isClaimed ? undefined : owner;
  const mapped = toMapped(facts, opening?.hours ?? (isClaimed ? undefined : CLOSED));
  const known = barber.imported ?? {};
  const prints = Object.entries(fingerprints(mapped)) as [Part, string][];
  const written = prints.filter(
    ([part, print]) => print !== known[part] && (!isClaimed || fingerprint(part, barber) === known[part]),
  );
  if (!written.length && !opening) return undefined;
  return {
    ...pick(
      mapped,
      written.flatMap(([part]) => PARTS[part]),
    ),
    ...(opening && opened(opening)),
    imported: { ...known, ...Object.fromEntries(written) },
  };
}

function toMapped(
  { name, location, timezone, address, phone, website, hours }: ListingFacts,
  otherwise?: Hours,
): Mapped {
  return { name, location, timezone, timezoneChosen: false, address, phone, website, ...(hours ?? otherwise) };
}

/** Open for business: approved, online, all at the usual terms. */
const opened = ({ userId, services, currency }: ListingOwner): Partial<Barber> => ({
  userId,
  services,
  currency,
  approved: true,
  isOnline: true,
});

/** Of the parts that are there. */
const fingerprints = (mapped: Mapped): Partial<Record<Part, string>> =>
  Object.fromEntries(
    (Object.keys(PARTS) as Part[])
      .filter((part) => PARTS[part][0] in mapped)
      .map((part) => [part, fingerprint(part, mapped)]),
  );

const fingerprint = (part: Part, source: Mapped): string =>
  hash('sha256', JSON.stringify(PARTS[part].map((field) => source[field])), 'base64url').slice(0, 12);

const pick = <T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<Pick<T, K>> =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Partial<Pick<T, K>>;
