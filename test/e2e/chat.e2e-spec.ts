import { randomUUID } from 'node:crypto';
import { must, type Person, type Shop } from '../support/people.ts';
import { eventually } from '../support/eventually.ts';
import { SocketClient } from '../support/socket-client.ts';
import { MONDAY, refusal, Visits } from '../support/visits.ts';

let visits: Visits;
let shop: Shop;
const clients: SocketClient[] = [];
beforeAll(async () => {
  // Sessions outlive the days that pass here.
  visits = await Visits.open({ REFRESH_TOKEN_TTL_DAYS: '1000' });
  shop = await visits.shop();
});
beforeEach(() => visits.app.clock.set(MONDAY));
afterEach(() => clients.splice(0).forEach((client) => client.close()));
afterAll(() => visits.close());

const ID = '0123456789abcdef01234567';
const DAY = 86_400_000;
const connect = (person: Pick<Person, 'token'>): Promise<SocketClient> => {
  const client = new SocketClient(visits.app.http.url, { token: person.token });
  clients.push(client);
  return client.ready();
};
const post = (who: Person, id: string, text = 'Hello', more: object = {}) =>
  who.http.post(`/conversations/${id}/messages`, { clientId: randomUUID(), text, ...more });
const posted = async (who: Person, id: string, text?: string) => (await must(post(who, id, text))).body;
const say = (socket: SocketClient, conversationId: string, text = 'Hello', clientId: string = randomUUID()) =>
  socket.ask('message.send', { conversationId, clientId, text });
const listed = async (who: Person, id: string, query = ''): Promise<any> =>
  (await must(who.http.get(`/conversations/${id}/messages${query}`))).body;
const texts = async (who: Person, id: string) =>
  (await listed(who, id, '?limit=100')).items.map(({ text }: any) => text);
const conversations = async (who: Person, query = ''): Promise<any> =>
  (await must(who.http.get(`/conversations${query}`))).body;
const conversation = async (who: Person, id: string): Promise<any> =>
  (await conversations(who, '?limit=100')).items.find((one: any) => one.id === id);
const told = (client: SocketClient, name: string) => client.durable().filter((one) => one.name === name);
const change = (who: Person, id: string, verb: string, body?: unknown) =>
  who.http.post(`/conversations/${id}/${verb}`, body);

/** A customer with a visit, and the conversation that comes with it. */
async function pair(): Promise<{ carla: Person; id: string; booking: any }> {
  const carla = await visits.customer('Carla');
  const booking = await visits.accepted(carla, shop);
  return { carla, id: booking.conversationId, booking };
}

describe('a message', () => {
  it('reaches both parties and all their devices, and is the same everywhere', async () => {
    const { carla, id } = await pair();
    const [phone, tablet, barber] = [await connect(carla), await connect(carla), await connect(shop)];
    const clientId = randomUUID();
    const { ok, data } = await say(phone, id, '  See you at ten \u{1F488}\nYours, Carla ', clientId);
    expect({ ok, data }).toEqual({
      ok: true,
      data: {
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        clientId,
        conversationId: id,
        senderId: carla.id,
        text: 'See you at ten \u{1F488}\nYours, Carla',
        attachments: [],
        at: MONDAY.toISOString(),
      },
    });
    for (const client of [phone, tablet, barber])
      await eventually(() => expect(told(client, 'message.created').map((one) => one.data)).toEqual([data]));
    expect(await listed(carla, id)).toEqual({ items: [data], nextCursor: null });
    expect(await listed(shop, id)).toEqual({ items: [data], nextCursor: null });
  });

  it('may come over HTTP as well, is answered with 201 and can be had by who was away', async () => {
    const { carla, id } = await pair();
    const answer = await post(shop, id, 'Bring a hat');
    expect(answer.status).toBe(201);
    const { body } = await must(carla.http.get('/events'));
    expect(body.events.filter(({ name }: any) => name === 'message.created').map(({ data }: any) => data)).toEqual([
      answer.body,
    ]);
  });

  it('reaches nobody else', async () => {
    const { carla, id } = await pair();
    const stranger = await connect(await visits.customer());
    const barber = await connect(shop);
    await posted(carla, id);
    await eventually(() => expect(told(barber, 'message.created')).toHaveLength(1));
    expect(stranger.named('message.created')).toEqual([]);
  });

  it('is never readable in the database', async () => {
    const { carla, id } = await pair();
    await posted(carla, id, 'plain-as-day');
    const rows = await visits.app.db.collection('messages').find({ conversationId: id }).toArray();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('plain-as-day');
  });

  it('whose writing fails half-way is not there and takes no number', async () => {
    const { carla, id } = await pair();
    await visits.refusing('outbox', async () => expect((await post(carla, id)).status).toBe(500));
    expect(await texts(carla, id)).toEqual([]);
    await posted(carla, id, 'Now');
    expect(await visits.app.db.collection('messages').distinct('number', { conversationId: id })).toEqual([1]);
  });
});

describe('a message sent again', () => {
  it('ten times at once, over HTTP and sockets, is one message with one answer', async () => {
    const { carla, id } = await pair();
    const [one, two, barber] = [await connect(carla), await connect(carla), await connect(shop)];
    const clientId = randomUUID();
    const overHttp = async () => (await must(post(carla, id, 'Once', { clientId }))).body;
    const overSocket = async (socket: SocketClient) => (await say(socket, id, 'Once', clientId)).data;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => (i % 2 ? overHttp() : overSocket(i % 4 ? one : two))),
    );
    expect(answers).toEqual(Array.from({ length: 10 }, () => answers[0]));
    expect(answers[0]).toMatchObject({ clientId, text: 'Once' });
    expect((await listed(carla, id)).items).toEqual([answers[0]]);
    await eventually(() => expect(told(barber, 'message.created')).toHaveLength(1));
    await posted(carla, id, 'Twice');
    await eventually(() => expect(told(barber, 'message.created')).toHaveLength(2));
    expect(await visits.app.db.collection('messages').distinct('number', { conversationId: id })).toEqual([1, 2]);
  });

  it('is known by sender and conversation: the same clientId elsewhere is another message', async () => {
    const [{ carla, id }, other] = [await pair(), await pair()];
    const clientId = 'the-same';
    const ids = new Set<string>();
    for (const [who, where] of [
      [carla, id],
      [shop, id],
      [shop, other.id],
    ] as const)
      ids.add((await must(post(who, where, 'Hello', { clientId }))).body.id);
    expect(ids.size).toBe(3);
  });

  it('is answered as before even after the conversation was blocked', async () => {
    const { carla, id } = await pair();
    const first = await must(post(carla, id, 'Hello', { clientId: 'c1' }));
    await must(change(shop, id, 'block'));
    expect(await must(post(carla, id, 'Hello', { clientId: 'c1' }))).toMatchObject({ status: 201, body: first.body });
  });
});

describe('fifty messages of both at once', () => {
  it('get numbers without a gap, and everybody hears and lists them in that order', async () => {
    const { carla, id } = await pair();
    const [customer, barber] = [await connect(carla), await connect(shop)];
    await Promise.all(Array.from({ length: 50 }, (_, i) => posted(i % 2 ? carla : shop, id, `No ${i}`)));
    const rows = await visits.app.db
      .collection<any>('messages')
      .find({ conversationId: id })
      .sort({ number: 1 })
      .toArray();
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    const order = rows.map(({ _id }) => _id);
    expect((await listed(carla, id, '?limit=100')).items.map((one: any) => one.id)).toEqual(order.toReversed());
    for (const client of [customer, barber]) {
      await eventually(() => expect(told(client, 'message.created')).toHaveLength(50));
      const bySeq = told(client, 'message.created').toSorted((a, b) => a.seq - b.seq);
      expect(bySeq.map(({ data }) => data.id)).toEqual(order);
    }
  });
});

describe('the list of messages', () => {
  it('has each once, newest first, page by page, also while new ones come', async () => {
    const { carla, id } = await pair();
    for (let i = 1; i <= 7; i++) await posted(i % 2 ? carla : shop, id, `No ${i}`);
    const seen: string[] = [];
    let cursor = '';
    for (;;) {
      const { items, nextCursor } = await listed(shop, id, `?limit=3${cursor}`);
      seen.push(...items.map(({ text }: any) => text));
      if (seen.length === 3) await posted(carla, id, 'Meanwhile');
      if (!nextCursor) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(seen).toEqual(['No 7', 'No 6', 'No 5', 'No 4', 'No 3', 'No 2', 'No 1']);
  });
});

describe('the list of conversations', () => {
  it('has those of each party with the other’s name, before anybody has written', async () => {
    const { carla, id, booking } = await pair();
    await eventually(async () => expect(await conversation(carla, id)).toBeDefined());
    expect(await conversation(carla, id)).toEqual({
      id,
      with: { id: shop.id, name: shop.name },
      bookingId: booking.id,
      unread: 0,
      closed: false,
      blocked: false,
      blockedByMe: false,
    });
    expect(await conversation(shop, id)).toMatchObject({
      with: { id: carla.id, name: 'Carla' },
      bookingId: booking.id,
    });
  });

  it('is one per pair, with the last message, what is unread and the latest visit', async () => {
    const { carla, id } = await pair();
    await posted(carla, id, 'One');
    const last = await posted(carla, id, 'Two');
    const again = await visits.booked(carla, shop);
    expect(again.conversationId).toBe(id);
    expect(await conversation(shop, id)).toMatchObject({ lastMessage: last, unread: 2, bookingId: again.id });
    expect(await conversation(carla, id)).toMatchObject({ lastMessage: last, unread: 0 });
    expect((await conversations(carla)).items).toHaveLength(1);
  });

  it('has the newest activity first, each once, page by page', async () => {
    const carla = await visits.customer();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      const { conversationId } = await visits.booked(carla, await visits.shop());
      ids.push(conversationId);
    }
    for (const [i, id] of ids.entries()) {
      // Two of them at the same instant.
      visits.app.clock.set(new Date(MONDAY.getTime() + Math.min(i, 3) * 1_000));
      await posted(carla, id);
    }
    visits.app.clock.advance(1_000);
    await posted(carla, ids[1]!);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { items, nextCursor } = await conversations(carla, `?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...items.map((one: any) => one.id));
      cursor = nextCursor;
    }
    const atOnce = [ids[3]!, ids[4]!].sort().reverse();
    expect(seen).toEqual([ids[1], ...atOnce, ids[2], ids[0]]);
  });
});

describe('reading', () => {
  const read = (socket: SocketClient, conversationId: string, upTo: string) =>
    socket.ask('message.read', { conversationId, upTo });

  it('is told to both, counts what is left, and never goes back', async () => {
    const { carla, id } = await pair();
    const sent = [await posted(carla, id, '1'), await posted(carla, id, '2'), await posted(carla, id, '3')];
    const [customer, barber] = [await connect(carla), await connect(shop)];
    expect(await read(barber, id, sent[1].id)).toEqual({ ok: true, data: {} });
    expect(await conversation(shop, id)).toMatchObject({ unread: 1 });
    for (const upTo of [sent[0].id, sent[1].id]) expect(await read(barber, id, upTo)).toEqual({ ok: true, data: {} });
    expect(await conversation(shop, id)).toMatchObject({ unread: 1 });
    expect(await read(barber, id, sent[2].id)).toEqual({ ok: true, data: {} });
    expect(await conversation(shop, id)).toMatchObject({ unread: 0 });
    const marks = [sent[1].id, sent[2].id].map((upTo) => ({ conversationId: id, readerId: shop.id, upTo }));
    for (const client of [customer, barber])
      await eventually(() => expect(told(client, 'message.read').map(({ data }) => data)).toEqual(marks));
  });

  it('is refused for a message of another conversation or none', async () => {
    const [{ carla, id }, other] = [await pair(), await pair()];
    await posted(carla, id);
    const foreign = await posted(shop, other.id);
    const customer = await connect(carla);
    for (const upTo of [foreign.id, ID])
      expect(await read(customer, id, upTo)).toMatchObject({ ok: false, error: { status: 404, code: 'not-found' } });
    expect(told(customer, 'message.read')).toEqual([]);
  });
});

describe('typing', () => {
  it('is shown on every device of the other party and nowhere else', async () => {
    const { carla, id } = await pair();
    const stranger = await connect(await visits.customer());
    const [phone, tablet, one, two] = [
      await connect(carla),
      await connect(carla),
      await connect(shop),
      await connect(shop),
    ];
    expect(await phone.ask('message.typing', { conversationId: id })).toEqual({ ok: true, data: {} });
    for (const client of [one, two])
      await eventually(() =>
        expect(client.named('message.typing')).toEqual([{ conversationId: id, userId: carla.id }]),
      );
    for (const client of [phone, tablet, stranger]) expect(client.named('message.typing')).toEqual([]);
  });
});

describe('who is not one of the two', () => {
  it.each(['another customer of the shop', 'another barber', 'an admin'])(
    '(%s) finds no conversation at any endpoint or message',
    async (who) => {
      const { carla, id } = await pair();
      const message = await posted(carla, id);
      const [other, rival] = [(await pair()).carla, await visits.shop()];
      const person = who === 'an admin' ? visits.admin : who === 'another barber' ? rival : other;
      const none = [404, 'not-found'];
      expect(refusal(await person.http.get(`/conversations/${id}/messages`))).toEqual(none);
      expect(refusal(await post(person, id))).toEqual(none);
      expect(refusal(await change(person, id, 'block'))).toEqual(none);
      expect(refusal(await change(person, id, 'unblock'))).toEqual(none);
      expect(refusal(await change(person, id, 'report', { reason: 'Rude' }))).toEqual(none);
      expect(await conversation(person, id)).toBeUndefined();
      const socket = await connect(person);
      for (const [name, more] of [
        ['message.send', { clientId: 'c', text: 'Hello' }],
        ['message.read', { upTo: message.id }],
        ['message.typing', {}],
      ] as const)
        expect(await socket.ask(name, { conversationId: id, ...more })).toMatchObject({
          ok: false,
          error: { status: 404, code: 'not-found' },
        });
      expect(await texts(carla, id)).toEqual(['Hello']);
    },
  );

  it('gets the same answer as for one that does not exist; without a token 401', async () => {
    expect(refusal(await post(await visits.customer(), ID))).toEqual([404, 'not-found']);
    expect((await visits.app.http.get('/conversations')).status).toBe(401);
  });
});

describe('a conversation closes', () => {
  const end = (booking: any, days: number, more = 0) =>
    visits.app.clock.set(new Date(new Date(booking.endAt).getTime() + days * DAY + more));

  it('fourteen days after the end of the last visit: then it can only be read, until the next booking', async () => {
    const { carla, id, booking } = await pair();
    await visits.did(shop, 'start', booking);
    await visits.did(shop, 'complete', booking);
    end(booking, 14);
    await posted(carla, id, 'In time');
    end(booking, 14, 1);
    const barber = await connect(shop);
    expect(refusal(await post(carla, id))).toEqual([422, 'conversation-closed']);
    expect(await say(barber, id)).toMatchObject({ ok: false, error: { status: 422, code: 'conversation-closed' } });
    expect(await texts(carla, id)).toEqual(['In time']);
    expect(await conversation(shop, id)).toMatchObject({ closed: true });
    visits.app.clock.set(MONDAY);
    const next = await visits.booked(carla, shop, { startAt: '2035-06-05T10:00:00.000Z' });
    end(booking, 14, 1);
    await posted(carla, id, 'Again');
    expect(await conversation(shop, id)).toMatchObject({ closed: false, bookingId: next.id });
  });

  it('by the scheduled end where the visit did not happen', async () => {
    const { carla, id, booking } = await pair();
    await visits.did(carla, 'cancel', booking);
    end(booking, 14);
    await posted(carla, id, 'Sorry');
    end(booking, 14, 1);
    expect(refusal(await post(carla, id))).toEqual([422, 'conversation-closed']);
  });

  it('never while a visit is still open', async () => {
    const { carla, id, booking } = await pair();
    end(booking, 100);
    await posted(carla, id);
  });
});

describe('a block', () => {
  it.each(['customer', 'barber'])('by the %s stops both from writing until the same one lifts it', async (by) => {
    const { carla, id } = await pair();
    const [blocker, other] = by === 'customer' ? [carla, shop] : [shop, carla];
    expect((await must(change(blocker, id, 'block'))).body).toMatchObject({ id, blocked: true, blockedByMe: true });
    await must(change(blocker, id, 'block'));
    for (const who of [blocker, other]) expect(refusal(await post(who, id))).toEqual([403, 'conversation-blocked']);
    expect(await say(await connect(other), id)).toMatchObject({ ok: false, error: { code: 'conversation-blocked' } });
    expect(refusal(await change(other, id, 'unblock'))).toEqual([403, 'conversation-blocked']);
    expect(await conversation(other, id)).toMatchObject({ blocked: true, blockedByMe: false });
    expect((await must(change(blocker, id, 'unblock'))).body).toMatchObject({ blocked: false, blockedByMe: false });
    await posted(other, id);
  });

  it('of both lasts until both have lifted it', async () => {
    const { carla, id } = await pair();
    for (const who of [carla, shop]) await must(change(who, id, 'block'));
    expect((await must(change(carla, id, 'unblock'))).body).toMatchObject({ blocked: true, blockedByMe: false });
    expect(refusal(await post(carla, id))).toEqual([403, 'conversation-blocked']);
    await must(change(shop, id, 'unblock'));
    await posted(carla, id);
  });

  it('keeps typing and reading to oneself', async () => {
    const { carla, id } = await pair();
    const message = await posted(shop, id);
    await must(change(shop, id, 'block'));
    const [customer, barber] = [await connect(carla), await connect(shop)];
    expect(await customer.ask('message.typing', { conversationId: id })).toEqual({ ok: true, data: {} });
    expect(await customer.ask('message.read', { conversationId: id, upTo: message.id })).toEqual({
      ok: true,
      data: {},
    });
    await must(change(shop, id, 'unblock'));
    await posted(carla, id, 'Later');
    await eventually(() => expect(told(barber, 'message.created')).toHaveLength(1));
    expect(barber.named('message.typing')).toEqual([]);
    expect(told(barber, 'message.read')).toEqual([]);
    expect(await conversation(carla, id)).toMatchObject({ unread: 1 });
  });
});

describe('a report', () => {
  it('is kept for admins each time, and changes nothing for the two', async () => {
    const { carla, id } = await pair();
    for (const reason of ['Rude', 'Rude again'])
      expect(await change(carla, id, 'report', { reason })).toMatchObject({
        status: 200,
        body: { id: expect.any(String), at: MONDAY.toISOString() },
      });
    const seen = async (query: string) =>
      (await must(visits.admin.http.get(`/admin/conversation-reports?limit=1${query}`))).body;
    const newest = await seen('');
    const older = await seen(`&cursor=${newest.nextCursor}`);
    expect(
      [newest, older].map(({ items: [{ conversationId, reporterId, reason }] }) => [
        conversationId,
        reporterId,
        reason,
      ]),
    ).toEqual([
      [id, carla.id, 'Rude again'],
      [id, carla.id, 'Rude'],
    ]);
    await posted(shop, id);
  });

  it('is read by admins only', async () => {
    const { carla } = await pair();
    for (const who of [carla, shop])
      expect(refusal(await who.http.get('/admin/conversation-reports'))).toEqual([403, 'forbidden']);
    expect(refusal(await visits.admin.http.get('/admin/conversation-reports?cursor=x'))).toEqual([
      400,
      'validation-failed',
    ]);
  });
});

describe('who is away', () => {
  const notices = async (who: Person, id: string): Promise<any[]> =>
    (await must(who.http.get('/notifications?limit=100'))).body.items.filter(
      ({ template, data }: any) => template === 'message-created' && data.conversationId === id,
    );
  /** Every message so far has been handled. */
  const settled = async () => {
    const messages = await visits.app.db.collection('outbox').find<any>({ name: 'message.created' }).toArray();
    const proofs = { _id: { $in: messages.map(({ _id }) => `${_id}:notifications`) } };
    const handled = () => visits.app.db.collection<any>('inbox').countDocuments(proofs);
    await eventually(async () => expect(await handled()).toBe(messages.length));
  };

  it('gets one notification per conversation until it is read, the sender none', async () => {
    const { carla, id } = await pair();
    const first = await posted(carla, id, 'One');
    await settled();
    await Promise.all([posted(carla, id, 'Two'), posted(carla, id, 'Three')]);
    await settled();
    const [notice, ...more] = await notices(shop, id);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ data: { conversationId: id, messageId: first.id, senderId: carla.id } });
    expect(await notices(carla, id)).toEqual([]);
    await must(shop.http.post(`/notifications/${notice.id}/read`));
    await posted(carla, id, 'Four');
    await settled();
    expect((await notices(shop, id)).map(({ readAt }) => readAt !== undefined)).toEqual([false, true]);
  });

  it('has read the notification with the message', async () => {
    const { carla, id } = await pair();
    const message = await posted(carla, id);
    await settled();
    await (await connect(shop)).ask('message.read', { conversationId: id, upTo: message.id });
    expect(await notices(shop, id)).toMatchObject([{ readAt: MONDAY.toISOString() }]);
  });
});

describe('bad input', () => {
  it('is refused with its place and writes nothing, over HTTP and sockets alike', async () => {
    const { carla, id } = await pair();
    const customer = await connect(carla);
    const cases: [object, string][] = [
      [{ clientId: 'c', text: '' }, '/text'],
      [{ clientId: 'c', text: ' \n ' }, '/text'],
      [{ clientId: 'c', text: 'x'.repeat(2_001) }, '/text'],
      [{ clientId: 'c', text: 'a\u0000b' }, '/text'],
      [{ clientId: 'c', text: { $ne: null } }, '/text'],
      [{ clientId: { $gt: '' }, text: 'Hello' }, '/clientId'],
      [{ clientId: '', text: 'Hello' }, '/clientId'],
      [{ text: 'Hello' }, '/clientId'],
      [{ clientId: 'c', text: 'Hello', senderId: shop.id }, '/senderId'],
      [{ clientId: 'c', text: 'Hello', attachmentIds: [{ $gt: '' }] }, '/attachmentIds/0'],
    ];
    for (const [body, pointer] of cases) {
      const wanted = { code: 'validation-failed', errors: [expect.objectContaining({ pointer })] };
      expect(await carla.http.post(`/conversations/${id}/messages`, body)).toMatchObject({ status: 400, body: wanted });
    }
    for (const [body, pointer] of cases.slice(3, 9))
      expect(await customer.ask('message.send', { conversationId: id, ...body })).toMatchObject({
        ok: false,
        error: { status: 400, code: 'validation-failed', errors: [expect.objectContaining({ pointer })] },
      });
    for (const name of ['message.read', 'message.typing'])
      expect(await customer.ask(name, { conversationId: { $ne: '' } })).toMatchObject({ error: { status: 400 } });
    expect(refusal(await carla.http.get(`/conversations/${id}/messages?cursor=x`))).toEqual([400, 'validation-failed']);
    expect(refusal(await carla.http.get('/conversations?cursor=x'))).toEqual([400, 'validation-failed']);
    expect(refusal(await carla.http.get('/conversations/no-id/messages'))).toEqual([400, 'validation-failed']);
    for (const body of [{}, { reason: ' ' }, { reason: 'x'.repeat(1_001) }, { reason: 'Rude', at: 1 }])
      expect(refusal(await change(carla, id, 'report', body))).toEqual([400, 'validation-failed']);
    expect(await texts(carla, id)).toEqual([]);
  });

  it('is not: two thousand characters, and no attachments', async () => {
    const { carla, id } = await pair();
    await posted(carla, id, 'x'.repeat(2_000));
    await must(post(carla, id, 'Hello', { attachmentIds: [] }));
    const answer = await post(carla, id, 'Hello', { attachmentIds: [ID] });
    expect(refusal(answer)).toEqual([422, 'upload-not-usable']);
  });
});

describe('sockets that hurry', () => {
  it('are slowed down: ten messages at once, five signs of typing', async () => {
    const { carla, id } = await pair();
    const customer = await connect(carla);
    const count = async (times: number, ask: () => Promise<any>) =>
      (await Promise.all(Array.from({ length: times }, ask))).filter(({ ok }) => ok).length;
    const typed = await count(8, () => customer.ask('message.typing', { conversationId: id }));
    expect(typed).toBe(5);
    const sent = await count(14, () => say(customer, id));
    expect(sent).toBe(10);
  });
});
