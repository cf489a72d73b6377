import { hash } from 'node:crypto';
import type { Barber } from '../barber.types.ts';
import { newBarber } from '../new-barber.ts';
import type { ListingOwner, ListingFacts, Hours } from './listing.types.ts';

/**
 * The parts of a profile that come from a map. The fields of one part change together. All other fields (prices, services,
 * buffers, currency, bio, visits, approval …) are set once, when the listing gets an owner; from then on only the barber changes
 * them.
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
 * Returns the changes that the map brings (and the owner, for a listing without an owner), or undefined for no change. In a
 * listing without an owner every part follows the map. In a listing with an owner a part follows the map only when the map
 * changed and the barber left the part as the last import wrote the part. A map without hours never removes hours that a barber
 * has.
 */
export function changesBy(
  facts: ListingFacts,
  owner: ListingOwner | undefined,
  barber: Barber,
): Partial<Barber> | undefined {
  const hasOwner = barber.userId !== null;
  const opening = hasOwner ? undefined : owner;
  const mapped = toMapped(facts, opening?.hours ?? (hasOwner ? undefined : CLOSED));
  const known = barber.imported ?? {};
  const prints = Object.entries(fingerprints(mapped)) as [Part, string][];
  const written = prints.filter(
    ([part, print]) => print !== known[part] && (!hasOwner || fingerprint(part, barber) === known[part]),
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

/** The fields of a shop that is open for business: approved, online, with the usual services and prices. */
const opened = ({ userId, services, currency }: ListingOwner): Partial<Barber> => ({
  userId,
  services,
  currency,
  approved: true,
  isOnline: true,
});

/** Returns fingerprints of the parts that `mapped` contains. */
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
