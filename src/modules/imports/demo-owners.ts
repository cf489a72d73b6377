import { Injectable } from '@nestjs/common';
import { WEEKDAYS } from '../../common/time/hours.ts';
import { ListingsService } from '../shop/barbers/listings/listings.service.ts';
import type { ListingOwner } from '../shop/barbers/listings/listing.types.ts';
import { CatalogueService } from '../shop/catalogue/catalogue.service.ts';
import { UsersService } from '../accounts/users/users.service.ts';
import type { OsmListing } from './osm/osm-listing.ts';
import { cleanText } from './osm/osm-tags.ts';

type Terms = Omit<ListingOwner, 'userId'>;

const WORKDAY = { startTime: '09:00', endTime: '17:00', breaks: [] };
const MONDAY_TO_SATURDAY = Object.fromEntries(WEEKDAYS.slice(0, 6).map((day) => [day, WORKDAY]));
/** Enough for the starting catalogue and some more; thousands of demo barbers with a hundred services each would serve nobody. */
const MOST_SERVICES = 20;
const LONGEST_NAME = 100;

/** Returns the email address of a demo barber: `node/123` → `osm-node-123@grome.test`. */
export const addressOf = (osmId: string): string => `osm-${osmId.replaceAll('/', '-')}@grome.test`;

/** Creates accounts with a known password for listings without an owner. Never in production. */
@Injectable()
export class DemoOwners {
  constructor(
    private readonly users: UsersService,
    private readonly listings: ListingsService,
    private readonly services: CatalogueService,
  ) {}

  /**
   * Returns the services, the currency and the hours of every demo barber: the catalogue at its own prices, with the amounts in
   * `currency`.
   */
  async terms(currency: string): Promise<Terms> {
    const catalogue = await this.services.ensureCatalogue(currency);
    const services = catalogue.slice(0, MOST_SERVICES).map(({ id, name, price, duration }) => ({
      serviceId: id,
      name,
      price: { amount: price.amount, currency },
      duration,
    }));
    return { services, currency, hours: { availability: MONDAY_TO_SATURDAY, exceptions: [] } };
  }

  /**
   * Returns user ids by osmId for the listings without an owner. An account that an interrupted run left without a profile is
   * used again. `taken` lists addresses whose account belongs to another user; those listings stay without an owner.
   */
  async ensure(listings: OsmListing[], passwordHash: string) {
    const owned = await this.listings.withOwner(listings.map(({ osmId }) => osmId));
    const free = listings.filter(({ osmId }) => !owned.has(osmId));
    const accounts = await this.users.ensureAccounts(free.map((listing) => toAccount(listing, passwordHash)));
    const working = await this.listings.withProfile([...accounts.values()].map(({ id }) => id));
    const userIds = new Map<string, string>();
    const taken: string[] = [];
    for (const { osmId } of free) {
      const { id, role } = accounts.get(addressOf(osmId))!;
      if (role === 'barber' && !working.has(id)) userIds.set(osmId, id);
      else taken.push(addressOf(osmId));
    }
    return { userIds, taken };
  }
}

const toAccount = ({ osmId, name }: OsmListing, passwordHash: string) => ({
  email: addressOf(osmId),
  name: cleanText(name, LONGEST_NAME) ?? name,
  passwordHash,
  role: 'barber' as const,
  emailVerified: true,
  verification: 'approved' as const,
});
