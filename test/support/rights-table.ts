import { openEveryDay } from './people.ts';
import { PEOPLE, type RightsWorld, type Who } from './rights-world.ts';

export interface Call {
  /** Replaces the parameter of the path. */
  id?: string | undefined;
  query?: string;
  body?: unknown;
}
type Make = (world: RightsWorld, who: Who) => Call | Promise<Call>;

export interface Row {
  /** `GET /bookings/{id}`; below /api/v1 unless it begins with `//`. */
  route: string;
  statuses: Record<Who, number>;
  call: Make;
}

const rows: Row[] = [];
/** `statuses` are for: nobody, customer, other customer, barber, other barber, unverified barber, suspended, admin. */
function row(route: string, statuses: string, call: Make = () => ({})): void {
  const each = statuses.trim().split(/\s+/).map(Number);
  rows.push({ route, call, statuses: Object.fromEntries(PEOPLE.map((who, i) => [who, each[i]!])) as Row['statuses'] });
}
const about = (make: (world: RightsWorld) => Promise<string>, body?: unknown): Make => {
  return async (world) => ({ id: await make(world), body });
};
const says =
  (body: unknown): Make =>
  () => ({ body });
let serial = 0;
const email = () => `rights-${++serial}-${process.pid}@example.test`;
const password = 'Correct-horse-1';

// A refusal must not depend on the object, so every row brings an object that an allowed person could act upon.
const EVERYBODY = '200 200 200 200 200 200 200 200';
const SIGNED_IN = '401 200 200 200 200 200 401 200';
const BARBERS = '401 403 403 200 200 200 401 403';
const ADMINS = '401 403 403 403 403 403 401 200';
const THE_TWO = '401 200 404 200 404 404 401 404';

row('GET //health/live', EVERYBODY);
row('GET //health/ready', EVERYBODY);
row('POST /auth/signup', '201 201 201 201 201 201 201 201', () => ({
  body: { email: email(), password, name: 'New', role: 'customer' },
}));
row('POST /auth/signin', EVERYBODY, ({ visits }) => ({ body: { email: visits.admin.email, password } }));
row('POST /auth/refresh', EVERYBODY, async (world) => ({
  body: { refreshToken: (await world.signInAgain('customer'))!.refreshToken },
}));
row('POST /auth/verify', '401 422 422 422 422 422 401 422', says({ code: '000000' }));
row('POST /auth/verify/resend', '401 429 429 429 429 429 401 429');
row('POST /auth/forgot-password', '202 202 202 202 202 202 202 202', () => ({ body: { email: email() } }));
row('POST /auth/reset-password', '422 422 422 422 422 422 422 422', says({ token: 'x', password }));
// This installation offers no provider, so everybody gets the same answer.
const NOT_OFFERED = '404 404 404 404 404 404 404 404';
const UNKNOWN_SECRET = '422 422 422 422 422 422 422 422';
row('POST /auth/oauth/{provider}', NOT_OFFERED, () => ({ id: 'google', body: { idToken: 'x' } }));
row('GET /auth/oauth/{provider}', NOT_OFFERED, () => ({ id: 'google' }));
row('GET /auth/oauth/{provider}/callback', UNKNOWN_SECRET, () => ({ id: 'google', query: 'state=x&code=x' }));
row('POST /auth/oauth/{provider}/callback', UNKNOWN_SECRET, () => ({ id: 'apple', body: { state: 'x', code: 'x' } }));
row('POST /auth/oauth/exchange', UNKNOWN_SECRET, says({ code: 'x' }));
row('POST /auth/oauth/link', UNKNOWN_SECRET, says({ linkToken: 'x', password }));
row('GET /auth/sessions', SIGNED_IN);
row(
  'DELETE /auth/sessions/{id}',
  '401 204 404 404 404 404 401 404',
  about((world) => world.aSession()),
);

row('GET /me', SIGNED_IN);
row('PATCH /me', SIGNED_IN, says({ preferences: { language: 'en' } }));
row('POST /me/export', SIGNED_IN.replaceAll('200', '202'));
row('GET /me/export', SIGNED_IN);
row('POST /me/password', '401 422 422 422 422 422 401 422', says({ currentPassword: 'wrong', password }));
row('POST /me/email', '401 422 422 422 422 422 401 422', () => ({ body: { email: email(), password: 'wrong' } }));
row('POST /me/phone', '401 422 422 422 422 422 401 422', says({ phone: '+447700900001', password: 'wrong' }));
row('POST /me/devices', '401 201 201 201 201 201 401 201', () => ({
  body: { token: `push-${++serial}`, platform: 'ios' },
}));
row(
  'DELETE /me/devices/{token}',
  '401 204 404 404 404 404 401 404',
  about((world) => world.aDevice()),
);
row('GET /me/identities', SIGNED_IN);
row('POST /me/identities', '401 404 404 404 404 404 401 404', says({ provider: 'google', idToken: 'x' }));
row('DELETE /me/identities/{provider}', '401 404 404 404 404 404 401 404', () => ({ id: 'google' }));

row('GET /services', EVERYBODY);
row('POST /services', '401 403 403 403 403 403 401 201', (world) => ({
  body: { name: world.nextDay(), category: 'hair', duration: 30, price: { amount: 900, currency: 'GBP' } },
}));
row(
  'PATCH /services/{id}',
  ADMINS,
  about((world) => world.aService(), { duration: 45 }),
);
row(
  'DELETE /services/{id}',
  '401 403 403 403 403 403 401 204',
  about((world) => world.aService()),
);

row('GET /barbers/nearby', EVERYBODY, () => ({ query: 'lat=51.45&lng=-2.58' }));
row('GET /barbers/{id}', EVERYBODY, ({ shop }) => ({ id: shop.barberId }));
row('GET /barbers/{id}/availability', EVERYBODY, ({ shop }) => ({
  id: shop.barberId,
  query: 'from=2035-03-06T00:00:00Z&to=2035-03-07T00:00:00Z',
}));
row('GET /barbers/me', BARBERS);
row('PATCH /barbers/me', BARBERS, says({ bio: 'Hello' }));
row('PUT /barbers/me/services', BARBERS, (world, who) => ({
  body: (who === 'other barber' ? world.otherShop : world.shop).services,
}));
row('PUT /barbers/me/availability', BARBERS, says(openEveryDay()));
row('GET /barbers/me/exceptions', BARBERS);
row('PUT /barbers/me/exceptions', BARBERS, says([]));
row('PUT /barbers/me/online', BARBERS, says({ isOnline: true }));
row('GET /barbers/me/verification', BARBERS);
row(
  'PUT /barbers/me/verification',
  '401 403 403 409 409 422 401 403',
  says({ idDocumentId: '0'.repeat(24), certificateIds: [] }),
);
row('GET /barbers/me/time-off', BARBERS);
row('POST /barbers/me/time-off', '401 403 403 201 201 201 401 403', (world) => ({ body: world.anHourOff() }));
row(
  'DELETE /barbers/me/time-off/{id}',
  '401 403 403 204 404 404 401 403',
  about((world) => world.aTimeOff()),
);

row('GET /bookings', SIGNED_IN);
row('POST /bookings', '401 201 201 403 403 403 401 403', (world) => ({
  body: {
    barberId: world.shop.barberId,
    serviceIds: [world.shop.services[0]!.serviceId],
    startAt: world.nextDay(),
    paymentMethod: 'in_person',
  },
}));
row('POST /barbers/me/bookings', '401 403 403 201 201 422 401 403', (world, who) => ({
  body: {
    guest: { name: 'Gus' },
    serviceIds: [(who === 'other barber' ? world.otherShop : world.shop).services[0]!.serviceId],
    startAt: world.nextDay(),
  },
}));
row(
  'GET /bookings/{id}',
  '401 200 404 200 404 404 401 200',
  about((world) => world.aRequest()),
);
row(
  'POST /bookings/{id}/accept',
  '401 403 404 200 404 404 401 403',
  about((world) => world.aRequest()),
);
row(
  'POST /bookings/{id}/decline',
  '401 403 404 200 404 404 401 403',
  about((world) => world.aRequest()),
);
row(
  'POST /bookings/{id}/depart',
  '401 403 404 200 404 404 401 403',
  about((world) => world.aHomeVisit()),
);
row(
  'POST /bookings/{id}/start',
  '401 403 404 200 404 404 401 403',
  about((world) => world.anAccepted()),
);
row(
  'POST /bookings/{id}/complete',
  '401 403 404 200 404 404 401 403',
  about((world) => world.aStarted()),
);
row(
  'POST /bookings/{id}/no-show',
  '401 403 404 200 404 404 401 403',
  about((world) => world.anAccepted()),
);
row(
  'POST /bookings/{id}/cancel',
  '401 200 404 200 404 404 401 200',
  about((world) => world.anAccepted()),
);
row('POST /bookings/{id}/reschedule', '401 200 404 200 404 404 401 403', async (world) => ({
  id: await world.aRequest(),
  body: { startAt: world.nextDay() },
}));

row('GET /conversations', SIGNED_IN);
row(
  'GET /conversations/{id}/messages',
  THE_TWO,
  about((world) => world.aConversation()),
);
row('POST /conversations/{id}/messages', THE_TWO.replaceAll('200', '201'), async (world) => ({
  id: await world.aConversation(),
  body: { clientId: email(), text: 'Hello' },
}));
row(
  'POST /conversations/{id}/report',
  THE_TWO,
  about((world) => world.aConversation(), { reason: 'Rude' }),
);
row(
  'POST /conversations/{id}/block',
  THE_TWO,
  about((world) => world.aConversation()),
);
row(
  'POST /conversations/{id}/unblock',
  THE_TWO,
  about((world) => world.aConversation()),
);
row('GET /notifications', SIGNED_IN);
row(
  'POST /notifications/{id}/read',
  '401 200 404 404 404 404 401 404',
  about((world) => world.aNotification()),
);
row('GET /events', SIGNED_IN);

row('POST /uploads', '401 201 201 201 201 201 401 201', says({ purpose: 'chat', contentType: 'image/png', size: 9 }));
row(
  'GET /uploads/{id}',
  '401 200 404 404 404 404 401 404',
  about((world) => world.anUpload()),
);
row(
  'POST /uploads/{id}/complete',
  '401 202 404 404 404 404 401 404',
  about((world) => world.anUpload()),
);

row('GET /admin/users', ADMINS);
row('PATCH /admin/users/{id}', ADMINS, (world) => ({ id: world.person('customer').id, body: { suspended: false } }));
row('GET /admin/audit', ADMINS);
row('GET /admin/integrity', ADMINS);
row('GET /admin/conversation-reports', ADMINS);
row('GET /admin/verifications', ADMINS);
row('GET /admin/verifications/{id}', ADMINS, ({ shop }) => ({ id: shop.id }));
row('POST /admin/verifications/{id}/approve', ADMINS, ({ shop }) => ({ id: shop.id }));
row('POST /admin/verifications/{id}/reject', ADMINS, (world) => ({ id: world.person('unverified barber').id }));
row('GET //dev/inbox', ADMINS);

// These end the session they are called with, so they come last.
row('POST /auth/signout', '401 204 204 204 204 204 401 204', async (world, who) => {
  await world.signInAgain(who);
  return {};
});
row('DELETE /auth/sessions', '401 204 204 204 204 204 401 204', async (world, who) => {
  await world.signInAgain(who);
  return {};
});

// This ends the account, so each call uses a new account. The last admin stays.
row('DELETE /me', '401 204 204 204 204 204 401 409', async (world, who) => {
  await world.becomeSomebodyElse(who);
  return {};
});

export const RIGHTS: readonly Row[] = rows;
