import type { UserRole } from '../common/auth/actor.ts';
import type { UnitOfWork } from '../common/database/unit-of-work.ts';
import type { PasswordsService } from '../modules/accounts/auth/passwords.service.ts';
import type { BarbersService } from '../modules/shop/barbers/barbers.service.ts';
import type { UsersService } from '../modules/accounts/users/users.service.ts';

export const DEMO_PASSWORD = 'Grome-demo-1';

const ACCOUNTS = [
  { email: 'admin@grome.test', name: 'Ada Admin', role: 'admin' },
  { email: 'barber@grome.test', name: 'Bruno Barber', role: 'barber' },
  { email: 'customer@grome.test', name: 'Clara Customer', role: 'customer' },
] as const satisfies { email: string; name: string; role: UserRole }[];

export interface DemoServices {
  users: UsersService;
  passwords: Pick<PasswordsService, 'hash'>;
  barbers: BarbersService;
  unitOfWork: UnitOfWork;
}

/**
 * Creates the demo accounts that are missing and returns the ids of all three by role. Existing accounts stay as they are, so
 * this function may run at each start. New demo accounts record no event. All accounts share one hash, because the password is
 * public. Do not call this function in production.
 */
export async function ensureDemoAccounts(services: DemoServices): Promise<Record<UserRole, string>> {
  const ids: Partial<Record<UserRole, string>> = {};
  let hash: string | undefined;
  for (const account of ACCOUNTS) {
    const known = await services.users.findByLogin({ email: account.email });
    ids[account.role] =
      known?.id ?? (await create(services, account, (hash ??= await services.passwords.hash(DEMO_PASSWORD))));
  }
  return ids as Record<UserRole, string>;
}

async function create(
  { users, barbers, unitOfWork }: DemoServices,
  account: (typeof ACCOUNTS)[number],
  passwordHash: string,
): Promise<string> {
  const isBarber = account.role === 'barber';
  return unitOfWork.run(async () => {
    const { id } = await users.create({
      ...account,
      passwordHash,
      emailVerified: true,
      verification: isBarber ? 'approved' : 'none',
    });
    if (isBarber) await barbers.createProfile({ userId: id, name: account.name });
    if (isBarber) await barbers.setStanding(id, { approved: true });
    return id;
  });
}
