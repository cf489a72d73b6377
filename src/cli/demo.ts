import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { UnitOfWork } from '../common/database/unit-of-work.ts';
import { WEEKDAYS } from '../common/time/hours.ts';
import { PasswordsService } from '../modules/accounts/auth/passwords.service.ts';
import { BarbersService } from '../modules/shop/barbers/barbers.service.ts';
import { MyBarberService } from '../modules/shop/barbers/my-barber.service.ts';
import { ImportsService } from '../modules/imports/imports.service.ts';
import { judgeFile } from '../modules/imports/judged-file.ts';
import { CatalogueService } from '../modules/shop/catalogue/catalogue.service.ts';
import { UsersService } from '../modules/accounts/users/users.service.ts';
import { DEMO_PASSWORD, ensureDemoAccounts } from './demo-accounts.ts';
import { openTools } from './tools.ts';

const CURRENCY = 'GBP';
const CITY = fileURLToPath(new URL('../../assets/demo-city.geojson', import.meta.url));
/** The demo shop is in the middle of the demo city. */
const SHOP = {
  name: 'Bruno’s Barbershop',
  bio: 'The demo shop.',
  location: { type: 'Point' as const, coordinates: [-2.5946, 51.4552] as [number, number] },
  address: '12 Corn Street, Bristol',
};
const MONDAY_TO_SATURDAY = WEEKDAYS.slice(0, 6);

/**
 * Creates the demo accounts, the demo city and the shop of the demo barber. Does nothing when they were created before, so that
 * changes by the user stay.
 */
export async function loadDemo(mongodbUri: string, log: (line: string) => void): Promise<void> {
  const tools = await openTools({ mongodbUri });
  try {
    const barbers = tools.get(BarbersService, { strict: false });
    const hash = once(() => tools.get(PasswordsService).hash(DEMO_PASSWORD));
    const accounts = { users: tools.get(UsersService, { strict: false }), barbers, passwords: { hash } };
    const { barber } = await ensureDemoAccounts({ ...accounts, unitOfWork: tools.get(UnitOfWork, { strict: false }) });
    const profile = tools.get(MyBarberService, { strict: false });
    if (await isLoaded(profile, barber)) return;
    log('demo accounts');
    log(`demo city: ${await loadCity(tools, await hash())} barbers`);
    await openShop(profile, barber, await tools.get(CatalogueService, { strict: false }).ensureCatalogue(CURRENCY));
    log('demo shop');
  } finally {
    await tools.close();
  }
}

/**
 * The bio and the location of the shop are written last and together. The demo is loaded again only when the user has removed
 * both.
 */
async function isLoaded(barbers: MyBarberService, userId: string): Promise<boolean> {
  const { bio, location } = await barbers.profile(userId);
  return bio !== '' || location !== null;
}

async function loadCity(tools: INestApplicationContext, passwordHash: string): Promise<number> {
  const judged = await judgeFile(CITY, new Date().getUTCFullYear());
  await tools.get(ImportsService, { strict: false }).write(judged, { currency: CURRENCY, passwordHash });
  return judged.tally.listings;
}

async function openShop(
  barbers: MyBarberService,
  userId: string,
  catalogue: Awaited<ReturnType<CatalogueService['ensureCatalogue']>>,
): Promise<void> {
  const breaks = [{ startTime: '12:30', endTime: '13:00' }];
  const day = { isAvailable: true as const, startTime: '09:00', endTime: '17:00', breaks };
  // An import before the first start may have created the catalogue in another currency.
  const services = catalogue.map(({ id, price: { amount }, duration }) => ({
    serviceId: id,
    price: { amount, currency: CURRENCY },
    duration,
  }));
  await barbers.setHours(userId, Object.fromEntries(MONDAY_TO_SATURDAY.map((name) => [name, day])));
  await barbers.setServices(userId, services);
  await barbers.setOnline(userId, true);
  await barbers.changeProfile(userId, SHOP);
}

/** Makes the hash once. All demo accounts share one hash, because the password is public. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
