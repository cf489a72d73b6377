import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { newId } from '../../../common/database/ids.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { DeliveriesService, type NewDelivery } from '../deliveries/deliveries.service.ts';
import { DevicesService } from '../devices/devices.service.ts';
import { NotificationsService } from './notifications.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
});
afterAll(() => app.close());

const soon = new Date('2035-03-05T12:00:00Z');
const user = { id: newId(), email: 'carla@example.test', preferences: { language: 'en' } };
const code = { code: '012345', minutes: 10 };
const email: NewDelivery = {
  userId: user.id,
  channel: 'email',
  to: user.email,
  template: 'verify-code',
  language: 'en',
  data: code,
};

it.each<[string, () => Promise<unknown>]>([
  ['send', () => app.get(DeliveriesService).send(email)],
  ['sendTo', () => app.get(DeliveriesService).sendTo({ ...user, email: undefined }, 'verify-code', code)],
  ['pushTo', () => app.get(DeliveriesService).pushTo(user, 'verify-code', code)],
  ['notify', () => app.get(NotificationsService).notify([], 'welcome', {})],
  ['notifyOnce', () => app.get(NotificationsService).notifyOnce(user.id, 'welcome', {}, 'x')],
  ['markReadAbout', () => app.get(NotificationsService).markReadAbout(user.id, 'x')],
  ['forgetSessions', () => app.get(DevicesService).forgetSessions([])],
])('%s refuses to run outside of a unit of work', (name, call) => {
  expect(call).toThrow(`${name} belongs inside a unit of work`);
});

describe('erasing a person deletes every row of the person, and no row of anybody else:', () => {
  const device = { platform: 'ios', sessionId: newId() };
  const delivery = { channel: 'email', template: 'x', language: 'en', data: 'k1:x', attempts: 0 };
  it.each<[string, string, number, (i: number) => object]>([
    ['feed', 'feed_messages', 2_001, (i) => ({ seq: i + 1, key: `k${i}`, name: 'x', data: 'k1:x', sent: true })],
    ['notifications', 'notifications', 2_001, () => ({ template: 'welcome', data: {}, readAt: null })],
    ['deliveries', 'deliveries', 2_001, (i) => ({ ...delivery, to: { value: 'k1:x', index: [`i${i}`] } })],
    ['devices', 'devices', 20, () => ({ ...device, token: { value: 'k1:x', index: [newId()] } })],
  ])('%s in %s', async (module, collection, count, row) => {
    const [carla, dan] = [newId(), newId()];
    const times = { at: soon, createdAt: soon, seenAt: soon, expireAt: soon };
    const rows = [carla, dan].flatMap((userId) =>
      Array.from({ length: count }, (_, i) => ({ _id: newId(), userId, ...times, ...row(i) })),
    );
    await app.db.collection<any>(collection).insertMany(rows, { bypassDocumentValidation: true });
    const part = app.get(PersonalDataRegistry).modules.find((one) => one.module === module)!;
    await part.erase!(carla);
    await part.erase!(carla);
    const left = (userId: string) => app.db.collection(collection).countDocuments({ userId });
    expect([await left(carla), await left(dan)]).toEqual([0, count]);
  });
});
