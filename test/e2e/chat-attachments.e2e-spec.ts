import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { must, type Person, type Shop } from '../support/people.ts';
import { SocketClient } from '../support/socket-client.ts';
import { declare, photo, readyUpload, send } from '../support/uploads.ts';
import { refusal, Visits } from '../support/visits.ts';

const HOUR = 3_600_000;
let visits: Visits;
let shop: Shop;
let carla: Person;
let conversationId: string;
beforeAll(async () => {
  visits = await Visits.open({ UPLOAD_POLL_MS: '20' });
  shop = await visits.shop();
});
afterAll(() => visits.close());
beforeEach(async () => {
  carla = await visits.customer('Carla');
  ({ conversationId } = await visits.accepted(carla, shop));
});

const post = (who: Person, attachmentIds: string[], clientId: string = randomUUID()) =>
  who.http.post(`/conversations/${conversationId}/messages`, { clientId, text: 'Like this', attachmentIds });
const aPhoto = (who: Person = carla) => readyUpload(who, { purpose: 'chat' });
const newest = async (who: Person) =>
  (await must(who.http.get(`/conversations/${conversationId}/messages`))).body.items[0];

describe('a photograph in a message', () => {
  it('is seen by both parties, in the order given, live and in every list', async () => {
    const socket = await new SocketClient(visits.app.http.url, { token: shop.token }).ready();
    const ids = [await aPhoto(), await aPhoto()];
    const { status, body } = await post(carla, ids);
    expect([status, body.attachments]).toEqual([
      201,
      ids.map((id) => ({ id, contentType: 'image/jpeg', url: expect.any(String) })),
    ]);
    await eventually(() => {
      const told = socket.durable().find(({ name }) => name === 'message.created');
      expect(told!.data).toEqual(body);
    });
    socket.close();
    for (const who of [carla, shop]) {
      const [{ url }] = (await newest(who)).attachments;
      expect((await fetch(url)).headers.get('content-type')).toBe('image/jpeg');
    }
    const { items } = (await must(shop.http.get('/conversations'))).body;
    expect(items[0].lastMessage.attachments).toHaveLength(2);
  });

  it('goes over a socket as well', async () => {
    const socket = await new SocketClient(visits.app.http.url, { token: carla.token }).ready();
    const id = await aPhoto();
    const message = { conversationId, clientId: randomUUID(), text: 'Hi', attachmentIds: [id] };
    expect(await socket.ask('message.send', message)).toMatchObject({ ok: true, data: { attachments: [{ id }] } });
    socket.close();
  });

  it('has a link for an hour; whoever loads the message again gets a new one', async () => {
    await must(post(carla, [await aPhoto()]));
    const [{ url }] = (await newest(shop)).attachments;
    visits.app.clock.advance(HOUR);
    expect((await fetch(url)).status).toBe(403);
    const [again] = (await newest(shop)).attachments;
    expect((await fetch(again.url)).status).toBe(200);
  });

  it('stays, although files that nothing uses vanish after a day', async () => {
    const [used, unused] = [await aPhoto(), await aPhoto()];
    await must(post(carla, [used]));
    visits.app.clock.advance(25 * HOUR);
    await eventually(async () => expect((await carla.http.get(`/uploads/${unused}`)).status).toBe(404));
    const [{ url }] = (await newest(shop)).attachments;
    expect((await fetch(url)).status).toBe(200);
  });

  it('is sent once, also when the message comes twice', async () => {
    const id = await aPhoto();
    const clientId = randomUUID();
    const answers = await Promise.all([post(carla, [id], clientId), post(carla, [id], clientId)]);
    expect(answers.map(({ status, body }) => [status, body.id])).toEqual(Array(2).fill([201, answers[0].body.id]));
    expect(refusal(await post(carla, [id]))).toEqual([422, 'upload-not-usable']);
  });

  it('has to be one’s own, for a chat, and checked; else the message is not sent', async () => {
    const bytes = await photo();
    const waiting = await declare(carla, { purpose: 'chat', size: bytes.length });
    await send(waiting.upload, bytes);
    const ids = [await aPhoto(shop), await readyUpload(carla), waiting.id, '0'.repeat(24)];
    const good = await aPhoto();
    for (const id of ids) expect(refusal(await post(carla, [good, id]))).toEqual([422, 'upload-not-usable']);
    expect(await newest(carla)).toBeUndefined();
    expect((await post(carla, [good])).status).toBe(201);
  });

  it('is for the two alone', async () => {
    await must(post(carla, [await aPhoto()]));
    const { attachments } = await newest(shop);
    const other = await visits.customer();
    expect((await other.http.get(`/conversations/${conversationId}/messages`)).status).toBe(404);
    expect((await other.http.get(`/uploads/${attachments[0].id}`)).status).toBe(404);
    expect((await shop.http.get(`/uploads/${attachments[0].id}`)).status).toBe(404);
  });
});
