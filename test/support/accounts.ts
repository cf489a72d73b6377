import { UnitOfWork } from '../../src/common/database/unit-of-work.ts';
import { DEMO_PASSWORD, ensureDemoAccounts } from '../../src/cli/demo-accounts.ts';
import { PasswordsService } from '../../src/modules/accounts/auth/passwords.service.ts';
import { BarbersService } from '../../src/modules/shop/barbers/barbers.service.ts';
import { UsersService } from '../../src/modules/accounts/users/users.service.ts';
import type { TestApp } from './app.ts';
import type { HttpClient } from './http-client.ts';

export const PASSWORD = 'correct horse battery';
let count = 0;

/** Returns an address that no other account in this run has. */
export const freshEmail = (): string => `person-${process.pid}-${++count}@example.org`;
export const freshPhone = (): string =>
  `+4477009${String(process.pid % 100).padStart(2, '0')}${String(++count).padStart(3, '0')}`;

export interface SignedIn {
  id: string;
  user: any;
  accessToken: string;
  refreshToken: string;
  /** A client with the access token of this person. */
  http: HttpClient;
}

export const signedIn = (http: HttpClient, body: any): SignedIn => ({
  ...body,
  id: body.user.id,
  http: http.as(body.accessToken),
});

export async function signUp(http: HttpClient, given: Record<string, unknown> = {}): Promise<SignedIn> {
  const address = 'phone' in given ? {} : { email: freshEmail() };
  const answer = await http.post('/auth/signup', {
    ...address,
    password: PASSWORD,
    name: 'Pat Doe',
    role: 'customer',
    ...given,
  });
  if (answer.status !== 201) throw new Error(`sign-up answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return signedIn(http, answer.body);
}

export async function signIn(
  http: HttpClient,
  address: { email: string } | { phone: string },
  password = PASSWORD,
): Promise<SignedIn> {
  const answer = await http.post('/auth/signin', { ...address, password });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return signedIn(http, answer.body);
}

/** Creates the demo accounts of the contract in the database of this app. */
export const demoAccounts = (app: TestApp) =>
  ensureDemoAccounts({
    users: app.get(UsersService),
    passwords: app.get(PasswordsService),
    barbers: app.get(BarbersService),
    unitOfWork: app.get(UnitOfWork),
  });

/** Signs in the admin of the demo accounts. */
export async function signInAdmin(app: TestApp): Promise<SignedIn> {
  await demoAccounts(app);
  return signIn(app.http, { email: 'admin@grome.test' }, DEMO_PASSWORD);
}
