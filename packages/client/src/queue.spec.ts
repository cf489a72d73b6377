import { OfflineQueue, type QueuedRequest, type Settled } from './queue.ts';
import { Kept, MemoryKeep } from './storage.ts';

const backOff = { first: 0, longest: 0 };
const HOUR = 3_600_000;
const answered = (status: number, body?: unknown, headers: Record<string, string> = {}) => ({
  ...(status < 300 ? { data: body } : { error: body }),
  response: new Response(null, { status, headers }),
});

/** A queue and a server that gives these answers one after the other; 'lost' stands for an answer that never came. */
function queueWith(...answers: (ReturnType<typeof answered> | 'lost')[]) {
  const sent: QueuedRequest[] = [];
  const state = { userId: 'ann' as string | undefined, now: 0 };
  const kept = new Kept<QueuedRequest[]>(new MemoryKeep(), 'queue');
  const open = () =>
    new OfflineQueue({
      send: (request) => {
        sent.push(request);
        const answer = answers.shift() ?? 'lost';
        return answer === 'lost' ? Promise.reject(new Error('lost')) : Promise.resolve(answer);
      },
      kept,
      userId: () => state.userId,
      backOff,
      now: () => state.now,
    });
  return { queue: open(), open, sent, state, kept, answers };
}
const hair = { body: { barberId: 'b' } } as never;
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a request', () => {
  it('is sent again under the same key until it is answered', async () => {
    const { queue, sent } = queueWith('lost', answered(503), answered(201, { id: 'x' }));
    expect(await queue.post('/bookings', hair)).toMatchObject({ outcome: 'done', status: 201, data: { id: 'x' } });
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(queue.waiting).toEqual([]);
  });

  it('that is refused is not sent again, and the requests behind it go on', async () => {
    const { queue, sent } = queueWith(answered(409, { code: 'slot-taken' }), answered(200, {}));
    const [first, second] = [queue.post('/bookings', hair), queue.post('/bookings', hair)];
    expect(await first).toMatchObject({ outcome: 'refused', problem: { code: 'slot-taken' } });
    expect(await second).toMatchObject({ outcome: 'done' });
    expect(sent).toHaveLength(2);
  });

  it('is sent again while the server still works on the first attempt', async () => {
    const { queue } = queueWith(answered(409, { code: 'idempotency-in-progress' }), answered(201, {}));
    expect(await queue.post('/bookings', hair)).toMatchObject({ outcome: 'done' });
  });

  it('keeps its place: later requests are not sent earlier', async () => {
    const { queue, sent } = queueWith('lost', answered(201, {}), answered(201, {}));
    await Promise.all([queue.post('/bookings', hair), queue.post('/barbers/me/bookings', hair)]);
    expect(sent.map(({ path }) => path)).toEqual(['/bookings', '/bookings', '/barbers/me/bookings']);
  });

  it('is kept before it is sent, and outlives the app', async () => {
    const { queue, open, kept, answers, sent } = queueWith();
    queue.stop();
    void queue.post('/bookings', hair);
    await settled();
    queue.stop();
    expect(await kept.read()).toMatchObject([{ path: '/bookings', userId: 'ann' }]);
    answers.push(answered(201, { id: 'y' }));
    const [later, told] = [open(), [] as Settled[]];
    later.onSettled((one) => told.push(one));
    await later.load();
    await settled();
    expect(told).toMatchObject([{ outcome: 'done', data: { id: 'y' } }]);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(await kept.read()).toBeUndefined();
  });

  it('is sent only for the user who made it', async () => {
    const { queue, state, sent } = queueWith(answered(201, {}));
    state.userId = undefined;
    await expect(queue.post('/bookings', hair)).rejects.toThrow('signed in');
    state.userId = 'ann';
    queue.stop();
    const mine = queue.post('/bookings', hair);
    state.userId = 'bob';
    await settled();
    queue.wake();
    await settled();
    expect(sent).toEqual([]);
    state.userId = 'ann';
    queue.wake();
    expect(await mine).toMatchObject({ outcome: 'done' });
  });

  it('that may have happened is not sent when the server no longer knows its key', async () => {
    const { queue, open, state, sent } = queueWith('lost');
    void queue.post('/bookings', hair);
    await settled();
    queue.stop();
    state.now = 24 * HOUR;
    const [later, told, before] = [open(), [] as Settled[], sent.length];
    later.onSettled((one) => told.push(one));
    await later.load();
    await settled();
    expect(told).toMatchObject([{ outcome: 'outdated' }]);
    expect(sent).toHaveLength(before);
  });

  it('that was never sent stays valid for any time', async () => {
    const { queue, state } = queueWith(answered(201, {}));
    queue.stop();
    state.userId = 'ann';
    const waiting = queue.post('/bookings', hair);
    state.now = 48 * HOUR;
    queue.wake();
    expect(await waiting).toMatchObject({ outcome: 'done' });
  });

  it('that cannot be stored fails in the app', async () => {
    const full = { getItem: () => null, removeItem: () => undefined, setItem: () => Promise.reject(new Error('full')) };
    const kept = new Kept<QueuedRequest[]>(full, 'queue');
    const queue = new OfflineQueue({ send: () => Promise.resolve(answered(201)), kept, userId: () => 'ann', backOff });
    await expect(queue.post('/bookings', hair)).rejects.toThrow('full');
    expect(queue.waiting).toEqual([]);
  });
});
