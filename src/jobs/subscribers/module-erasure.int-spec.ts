import { jest } from '@jest/globals';
import { Queue } from 'bullmq';
import { bootApp, type TestApp } from '../../../test/support/app.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { newId } from '../../common/database/ids.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../common/events/event-recorder.ts';
import { OutboxRepository } from '../../common/events/outbox.repository.ts';
import { PersonalData } from '../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../common/privacy/personal-data.registry.ts';
import { DomainEventProcessor } from '../domain-event.processor.ts';

/** A module for the test. Each test chooses how the module erases. */
class Letters extends PersonalData {
  readonly module: string;
  act: (userId: string) => Promise<void> = () => Promise.resolve();
  readonly calls: string[] = [];

  constructor(registry: PersonalDataRegistry, module: string) {
    super(registry);
    this.module = module;
  }

  override async erase(userId: string): Promise<void> {
    this.calls.push(userId);
    await this.act(userId);
  }
}

let app: TestApp;
let queue: Queue;
let letters: Letters;
let stamps: Letters;
beforeAll(async () => {
  app = await bootApp({ SWEEP_INTERVAL_MS: '1000000000', OUTBOX_POLL_MS: '1000000000' });
  letters = new Letters(app.get(PersonalDataRegistry), 'letters');
  stamps = new Letters(app.get(PersonalDataRegistry), 'stamps');
  queue = new Queue('domain-events', { connection: { url: app.config.REDIS_URL }, prefix: app.config.REDIS_PREFIX });
});
afterAll(async () => {
  await queue.close();
  await app.close();
});
beforeEach(() => queue.resume());
afterEach(() => jest.restoreAllMocks());

/** Records `user.erased` for a new person. */
async function erased(): Promise<{ userId: string; eventId: string }> {
  const userId = newId();
  await app.get(UnitOfWork).run(() => app.get(EventRecorder).record('user.erased', { userId }));
  const row = await app.db.collection<{ _id: string }>('outbox').findOne({ 'payload.userId': userId });
  return { userId, eventId: row!._id };
}
const isProved = (eventId: string, module: string) => app.get(OutboxRepository).isHandled(eventId, `erasure-${module}`);
const callsFor = (part: Letters, userId: string) => part.calls.filter((id) => id === userId).length;
const deliver = (eventId: string) =>
  app.get(DomainEventProcessor).process({ data: { eventId, subscriber: 'erasure-letters' } });

describe('the erasure of a person', () => {
  it('by one module that fails neither holds up nor repeats that of another', async () => {
    let failing = true;
    letters.act = () => (failing ? Promise.reject(new Error('no shredder')) : Promise.resolve());
    const { userId, eventId } = await erased();
    await eventually(async () => expect(await isProved(eventId, 'stamps')).toBe(true));
    await eventually(() => expect(callsFor(letters, userId)).toBeGreaterThanOrEqual(2));
    expect(await isProved(eventId, 'letters')).toBe(false);
    failing = false;
    await eventually(async () => expect(await isProved(eventId, 'letters')).toBe(true));
    expect(callsFor(stamps, userId)).toBe(1);
  });

  it('runs outside a unit of work, because it has no limit', async () => {
    await queue.pause();
    const { eventId } = await erased();
    let problem: unknown;
    letters.act = () => {
      try {
        app.get(UnitOfWork).current();
      } catch (error) {
        problem = error;
      }
      return Promise.resolve();
    };
    await deliver(eventId);
    expect(problem).toMatchObject({ message: expect.stringContaining('unit of work') });
  });

  it('is repeated when the worker is killed between effect and proof, and then never again', async () => {
    await queue.pause();
    const { userId, eventId } = await erased();
    letters.act = () => Promise.resolve();
    const outbox = app.get(OutboxRepository);
    const insertInbox = outbox.insertInbox.bind(outbox);
    // Other events are still being handled, and their proofs are written as always.
    const spy = jest.spyOn(outbox, 'insertInbox').mockImplementation((id, ...rest) => {
      if (id === eventId) throw new Error('killed');
      return insertInbox(id, ...rest);
    });
    await expect(deliver(eventId)).rejects.toThrow('killed');
    spy.mockRestore();
    expect(callsFor(letters, userId)).toBe(1);
    await deliver(eventId);
    expect([callsFor(letters, userId), await isProved(eventId, 'letters')]).toEqual([2, true]);
    await deliver(eventId);
    expect(callsFor(letters, userId)).toBe(2);
  });

  it('delivered twice at once leaves one proof, and neither delivery fails', async () => {
    await queue.pause();
    const { userId, eventId } = await erased();
    const { promise, resolve } = Promise.withResolvers<void>();
    letters.act = () => promise;
    const both = Promise.all([deliver(eventId), deliver(eventId)]);
    await eventually(() => expect(callsFor(letters, userId)).toBe(2));
    resolve();
    await both;
    expect(await isProved(eventId, 'letters')).toBe(true);
  });
});

it('a node that is only a worker knows every module with personal data', async () => {
  const worker = await bootApp({ ROLES: 'worker' });
  try {
    const names = (node: TestApp) => node.get(PersonalDataRegistry).modules.map(({ module }) => module);
    expect([...names(worker), 'letters', 'stamps'].sort()).toEqual(names(app).sort());
  } finally {
    await worker.close();
  }
});
