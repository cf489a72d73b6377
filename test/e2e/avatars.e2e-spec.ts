import sharp from 'sharp';
import { bootApp, type TestApp } from '../support/app.ts';
import { eventually } from '../support/eventually.ts';
import { must, PASSWORD, signUp, type Person } from '../support/people.ts';
import { readyUpload } from '../support/uploads.ts';
import { refusal } from '../support/visits.ts';

let app: TestApp;
let anna: Person;
beforeAll(async () => {
  app = await bootApp({ UPLOAD_POLL_MS: '20' });
});
afterAll(() => app.close());
beforeEach(async () => {
  anna = await signUp(app.http, 'customer');
});

const change = (avatarId: string | null) => anna.http.patch('/me', { avatarId });
const me = async () => (await must(anna.http.get('/me'))).body;
const picture = (side = 900) => readyUpload(anna, { purpose: 'avatar', side });

describe('the picture of an account', () => {
  it('is shown to its owner, no larger than 512 pixels', async () => {
    expect(await me()).not.toHaveProperty('avatar');
    const { body } = await must(change(await picture()));
    const bytes = Buffer.from(await (await fetch(body.avatar)).arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 512, height: 512 });
    expect((await fetch((await me()).avatar)).status).toBe(200);
    const again = await app.http.post('/auth/signin', { email: anna.email, password: PASSWORD });
    expect(again.body.user).toHaveProperty('avatar');
  });

  it('goes when there is another, or shall be none', async () => {
    const [first, second] = [await picture(), await picture()];
    await must(change(first));
    await must(change(second));
    await eventually(async () => expect((await anna.http.get(`/uploads/${first}`)).status).toBe(404));
    await must(anna.http.patch('/me', { name: 'Anna B' }));
    expect(await me()).toMatchObject({ name: 'Anna B', avatar: expect.any(String) });
    expect((await must(change(null))).body).not.toHaveProperty('avatar');
    await eventually(async () => expect((await anna.http.get(`/uploads/${second}`)).status).toBe(404));
  });

  it('has to be one’s own, checked, and meant for that; else nothing changes', async () => {
    const ben = await signUp(app.http, 'customer');
    const ids = [await readyUpload(ben, { purpose: 'avatar' }), await readyUpload(anna), '0'.repeat(24)];
    const name = (await me()).name;
    for (const avatarId of ids)
      expect(refusal(await anna.http.patch('/me', { avatarId, name: 'X' }))).toEqual([422, 'upload-not-usable']);
    expect(await me()).toMatchObject({ name });
  });
});
