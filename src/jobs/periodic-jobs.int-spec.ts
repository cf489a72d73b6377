import { bootApp } from '../../test/support/app.ts';
import { eventually } from '../../test/support/eventually.ts';
import { FcmDouble } from '../../test/support/fcm-double.ts';
import { must, signUp } from '../../test/support/people.ts';
import { UnitOfWork } from '../common/database/unit-of-work.ts';
import { DeliveriesService } from '../modules/notify/deliveries/deliveries.service.ts';

it('a code by email does not wait for a push message that nobody takes', async () => {
  const fcm = await FcmDouble.open();
  const app = await bootApp({ SWEEP_INTERVAL_MS: '50', ...fcm.settings });
  const { promise, resolve } = Promise.withResolvers<void>();
  fcm.patience = promise;
  try {
    const { id, http } = await signUp(app.http, 'customer');
    await must(http.post('/me/devices', { token: 'fcm:token', platform: 'ios' }));
    const [deliveries, user] = [app.get(DeliveriesService), { id, preferences: { language: 'en' } }];
    const write = (work: () => Promise<void>) => app.get(UnitOfWork).run(work);
    const of = (channel: string) =>
      app.db.collection('deliveries').findOne({ channel, userId: id }, { sort: { _id: -1 } });

    const device = { device: 'an iPhone', place: '81.2.69.0/24', at: '2035-03-05T08:00:00.000Z' };
    await write(() => deliveries.pushTo(user, 'new-device', device));
    await eventually(async () => expect(await of('push')).toMatchObject({ attempts: 1 }));

    const code = { code: '012345', minutes: 10 };
    await write(() => deliveries.sendTo({ ...user, email: 'carla@example.test' }, 'verify-code', code));
    await eventually(async () => expect(await of('email')).toMatchObject({ sentAt: expect.any(Date) }));
    expect(await of('push')).toMatchObject({ sentAt: null, failure: null });
  } finally {
    resolve();
    await app.close();
    await fcm.close();
  }
});
