import { readEnvironment } from '../common/config/environment.ts';
import { UnitOfWork } from '../common/database/unit-of-work.ts';
import { WEEKDAYS } from '../common/time/hours.ts';
import { PasswordsService } from '../modules/auth/passwords.service.ts';
import { BarbersService } from '../modules/barbers/barbers.service.ts';
import { ServicesService } from '../modules/services/services.service.ts';
import { UsersService } from '../modules/users/users.service.ts';
import { ensureDemoAccounts } from './demo-accounts.ts';
import { openTools } from './tools.ts';

const CURRENCY = 'GBP';
const SHOP = { location: { type: 'Point' as const, coordinates: [-2.5946, 51.4552] as [number, number] }, address: '12 Corn Street, Bristol' };
const MONDAY_TO_SATURDAY = WEEKDAYS.slice(0, 6);

/** Catalogue, the three demo accounts, the demo barber's shop and the demo city. Does nothing when the shop is there already. */
export async function loadDemo(mongodbUri: string, log: (line: string) => void): Promise<void> {
  const tools = await openTools({ mongodbUri, redisUrl: readEnvironment().REDIS_URL! });
  try {
    const barbers = tools.get(BarbersService, { strict: false });
    const services = tools.get(ServicesService, { strict: false });
    const users = tools.get(UsersService, { strict: false });
    const parts = { users, barbers, passwords: tools.get(PasswordsService, { strict: false }), unitOfWork: tools.get(UnitOfWork, { strict: false }) };
    const { barber } = await ensureDemoAccounts(parts);
    if ((await barbers.profile(barber)).bookable) return;
    log('demo accounts');
    const catalogue = await services.ensureCatalogue(CURRENCY);
    await openShop(barbers, barber, catalogue);
    log('demo shop');
  } finally {
    await tools.close();
  }
}

/** Last the hours: they make the shop bookable, which is how a later start knows that this is done. */
async function openShop(barbers: BarbersService, userId: string, catalogue: { id: string; price: { amount: number; currency: string }; duration: number }[]): Promise<void> {
  await barbers.changeProfile(userId, { ...SHOP, name: 'Bruno’s Barbershop', bio: 'The demo shop.', currency: CURRENCY });
  await barbers.setServices(userId, catalogue.map(({ id, price, duration }) => ({ serviceId: id, price, duration })));
  await barbers.setOnline(userId, true);
  const day = { isAvailable: true as const, startTime: '09:00', endTime: '17:00', breaks: [{ startTime: '12:30', endTime: '13:00' }] };
  await barbers.setHours(userId, Object.fromEntries(MONDAY_TO_SATURDAY.map((name) => [name, day])));
}
