import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from '../support/eventually.ts';
import { must } from '../support/people.ts';
import { Visits } from '../support/visits.ts';

const run = promisify(execFile);
let visits: Visits;
beforeAll(async () => {
  visits = await Visits.open();
});
afterAll(() => visits.close());

const entries = async (query = ''): Promise<any[]> =>
  (await must(visits.admin.http.get(`/admin/audit?limit=100${query}`))).body.items;
const verify = () =>
  run('node', ['dist/cli/audit-verify.js'], { env: { ...process.env, MONGODB_URI: visits.app.config.MONGODB_URI } });

it('what admins do is written down, and nothing that others do', async () => {
  const [carla, shop] = [await visits.customer(), await visits.shop()];
  const booking = await visits.accepted(carla, shop);
  const other = await visits.accepted(carla, shop);
  await visits.did(carla, 'cancel', other);
  await visits.did(visits.admin, 'cancel', booking);
  const change = (body: object) => must(visits.admin.http.patch(`/admin/users/${carla.id}`, body));
  await change({ suspended: true });
  await change({ suspended: true });
  await change({ suspended: false });
  await change({ role: 'barber' });
  await must(visits.admin.http.post(`/admin/verifications/${shop.id}/reject`, { notes: 'a private reason' }));
  const expected = [
    ['booking.cancelled', booking.id],
    ['catalogue.changed', undefined],
    ['catalogue.changed', undefined],
    ['user.reinstated', carla.id],
    ['user.role-changed', carla.id],
    ['user.suspended', carla.id],
    ['verification.approved', shop.id],
    ['verification.rejected', shop.id],
  ];
  await eventually(async () => {
    const seen = (await entries()).map(({ action, details }) => [action, details.bookingId ?? details.userId]);
    expect(seen.sort()).toEqual(expected);
  });
  const all = await entries();
  expect(new Set(all.map(({ actorId }) => actorId))).toEqual(new Set([visits.admin.id]));
  expect(JSON.stringify(all)).not.toContain('private reason');
  expect(await entries('&action=user.suspended')).toHaveLength(1);
  expect(all.map(({ seq }) => seq)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
});

it('the command finds the chain whole, and where it is not', async () => {
  expect((await verify()).stdout).toMatch(/^8 entries, intact\. Head: [0-9a-f]{64}\n$/);
  await visits.app.db.collection('audit').updateOne({ seq: 3 }, { $set: { actorId: 'somebody else' } });
  await expect(verify()).rejects.toMatchObject({ code: 1, stdout: 'BROKEN after 2 entries: entry 3 was changed\n' });
});
