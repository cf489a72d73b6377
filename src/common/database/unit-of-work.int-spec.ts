import { getConnectionToken } from '@nestjs/mongoose';
import { jest } from '@jest/globals';
import { Schema, type Connection, type Model } from 'mongoose';
import { bootApp, type TestApp } from '../../../test/support/app.ts';
import { EventRecorder } from '../events/event-recorder.ts';
import { answerHook, InUnitOfWork, UnitOfWork } from './unit-of-work.ts';

interface Page {
  _id: string;
  n: number;
}

let app: TestApp;
let unitOfWork: UnitOfWork;
let events: EventRecorder;
let pages: Model<Page>;
beforeAll(async () => {
  // Without a worker, recorded events stay in the outbox.
  app = await bootApp({ ROLES: 'api' });
  unitOfWork = app.get(UnitOfWork);
  events = app.get(EventRecorder);
  const connection = app.app.get<Connection>(getConnectionToken());
  const schema = new Schema<Page>({ _id: String, n: Number }, { collection: 'pages', versionKey: false });
  pages = connection.model<Page>('Page', schema);
  await app.db.createCollection('pages');
});
beforeEach(() => pages.deleteMany({}));
afterEach(() => jest.restoreAllMocks());
afterAll(() => app.close());

const stored = () => pages.find().sort({ _id: 1 }).lean<Page[]>();
const facts = () => app.db.collection('outbox').countDocuments();
const record = () => events.record('user.registered', { userId: 'u'.repeat(24), role: 'customer' });

describe('a unit of work', () => {
  it('writes everything or nothing: what was recorded, and what was to happen after it, goes with the rest', async () => {
    const [before, left] = [await facts(), jest.fn()];
    const work = unitOfWork.run(async () => {
      await pages.create([{ _id: 'a', n: 1 }]);
      await record();
      unitOfWork.afterCommit(left);
      throw new Error('the last step fails');
    });
    await expect(work).rejects.toThrow('the last step fails');
    expect([await stored(), await facts(), left.mock.calls]).toEqual([[], before, []]);
  });

  it('shows nobody anything before its commit, and starts what follows after it', async () => {
    const seen: number[] = [];
    const before = await facts();
    await unitOfWork.run(async () => {
      await record();
      unitOfWork.afterCommit(() => void seen.push(2));
      seen.push(1);
      // This reads through another connection, as the relay does.
      expect(await facts()).toBe(before);
      expect(seen).toEqual([1]);
    });
    expect([seen, await facts()]).toEqual([[1, 2], before + 1]);
  });

  it('started inside another joins it: the outer one decides', async () => {
    const work = unitOfWork.run(async () => {
      await unitOfWork.run(() => pages.create([{ _id: 'a', n: 1 }]));
      await unitOfWork.answer(() => pages.create([{ _id: 'b', n: 1 }]));
      throw new Error('outer');
    });
    await expect(work).rejects.toThrow('outer');
    expect(await stored()).toEqual([]);
  });

  it('that collides with others is repeated: none of twenty is lost, each has its effect and its consequences once', async () => {
    await pages.create([{ _id: 'a', n: 0 }]);
    const after = jest.fn();
    let attempts = 0;
    const add = () =>
      unitOfWork.run(async () => {
        attempts++;
        // Registered early, so that attempts that are rolled back have registered the action too.
        unitOfWork.afterCommit(after);
        const page = await pages.findById('a').lean<Page>();
        await pages.updateOne({ _id: 'a' }, { $set: { n: page!.n + 1 } });
        await record();
      });
    const before = await facts();
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await stored()).toEqual([{ _id: 'a', n: 20 }]);
    expect([after.mock.calls.length, (await facts()) - before]).toEqual([20, 20]);
    expect(attempts).toBeGreaterThan(20);
  });

  it('that always collides gives up after 40 attempts: 503 too-busy, nothing written', async () => {
    await pages.create([{ _id: 'a', n: 0 }]);
    // The driver waits a random, growing time between attempts. This test removes the wait.
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const client = app.app.get<Connection>(getConnectionToken()).getClient();
    const rival = client.startSession();
    rival.startTransaction();
    await client
      .db()
      .collection<Page>('pages')
      .updateOne({ _id: 'a' }, { $set: { n: 99 } }, { session: rival });
    let attempts = 0;
    const work = unitOfWork.run(async () => {
      attempts++;
      await pages.create([{ _id: 'b', n: 1 }]);
      await pages.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
    });
    await expect(work).rejects.toMatchObject({ code: 'too-busy', status: 503 });
    await rival.abortTransaction();
    await rival.endSession();
    expect([attempts, await stored()]).toEqual([40, [{ _id: 'a', n: 0 }]]);
  });

  it('that meets a duplicate key fails at once, it does not spin', async () => {
    await pages.create([{ _id: 'a', n: 0 }]);
    let attempts = 0;
    const work = unitOfWork.run(async () => {
      attempts++;
      await pages.create([{ _id: 'a', n: 1 }]);
    });
    await expect(work).rejects.toMatchObject({ code: 11_000 });
    expect([attempts, await stored()]).toEqual([1, [{ _id: 'a', n: 0 }]]);
  });

  it('reads one moment, whatever others commit meanwhile', async () => {
    await pages.create([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
    ]);
    const seen = await unitOfWork.run(async () => {
      const first = await pages.findById('a').lean<Page>();
      await app.db.collection<Page>('pages').updateMany({}, { $set: { n: 2 } });
      return [first!.n, (await pages.findById('b').lean<Page>())!.n];
    });
    expect(seen).toEqual([1, 1]);
  });
});

describe('what an Idempotency-Key stores', () => {
  const within = <T>(hook: (result: unknown) => Promise<void>, work: () => Promise<T>) => answerHook.run(hook, work);

  it('is the result of the work that answers, written with it, and never the result of another unit', async () => {
    const hook = jest.fn(
      async (result: unknown) => void (await pages.create([{ _id: 'answer', n: result as number }])),
    );
    await within(hook, async () => {
      await unitOfWork.run(() => pages.create([{ _id: 'claim', n: 0 }]));
      return unitOfWork.answer(async () => {
        await unitOfWork.answer(() => pages.create([{ _id: 'work', n: 0 }]));
        return 7;
      });
    });
    expect(hook.mock.calls).toEqual([[7]]);
    expect((await stored()).map(({ _id }) => _id)).toEqual(['answer', 'claim', 'work']);
  });

  it('when it cannot be written, takes the unit with it', async () => {
    const lost = () => Promise.reject(new Error('the lease is lost'));
    const work = within(lost, () => unitOfWork.answer(() => pages.create([{ _id: 'work', n: 0 }])));
    await expect(work).rejects.toThrow('the lease is lost');
    expect(await stored()).toEqual([]);
  });
});

describe('a method that writes a part of something larger', () => {
  class Ledger {
    @InUnitOfWork()
    async post(n: number): Promise<number> {
      await pages.create([{ _id: 'entry', n }]);
      return n;
    }
  }

  it('works inside a unit of work', async () => {
    expect(await unitOfWork.run(() => new Ledger().post(3))).toBe(3);
    expect(await stored()).toEqual([{ _id: 'entry', n: 3 }]);
  });

  it('such as the recording of an event, throws outside, so that no event stands without its write', async () => {
    const before = await facts();
    await expect((async () => record())()).rejects.toThrow('record belongs inside a unit of work');
    expect(await facts()).toBe(before);
  });

  it('throws outside, and writes nothing', async () => {
    const alone = async () => new Ledger().post(3);
    await expect(alone()).rejects.toThrow('post belongs inside a unit of work');
    expect(await stored()).toEqual([]);
  });
});
