import { randomBytes } from 'node:crypto';
import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { newId } from '../../../common/database/ids.ts';
import { UploadChecksService } from './checks/upload-checks.service.ts';
import { UploadsRepository } from './uploads.repository.ts';

let app: TestApp;
let uploads: UploadsRepository;
const soon = new Date('2035-03-05T12:00:00Z');
const later = (minutes: number) => new Date(soon.getTime() + minutes * 60_000);
const key = () => randomBytes(24).toString('hex');
const ownerId = newId();

beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
  uploads = app.get(UploadsRepository);
  const row = { purpose: 'chat', contentType: 'image/png', size: 1, status: 'ready', createdAt: soon, attempts: 0 };
  await app.db.collection<any>('uploads').insertMany(
    Array.from({ length: 300 }, (_, i) => ({
      ...{ _id: newId(), ...row, sentKey: key(), key: key(), reason: null, usedBy: null },
      ownerId: i % 30 ? newId() : ownerId,
      dueAt: i % 10 ? null : later(i),
      removeAt: i % 2 ? null : later(i),
    })),
  );
});
afterAll(() => app.close());

/** Returns the plan of the real query, from the profiler. */
async function planOf(work: () => Promise<unknown>): Promise<{ plan: string; examined: number }> {
  await app.db.command({ profile: 2 });
  await work();
  await app.db.command({ profile: 0 });
  const ns = `${app.db.databaseName}.uploads`;
  const [entry] = await app.db.collection('system.profile').find({ ns }).sort({ ts: -1 }).limit(1).toArray();
  return { plan: entry!.planSummary, examined: entry!.docsExamined };
}

describe('uploads are found by an index', () => {
  it('when they are due, the longest due first', async () => {
    let found;
    const { plan, examined } = await planOf(async () => (found = await uploads.takeDue(later(500), later(900))));
    expect(found).toMatchObject({ attempts: 1, removeAt: soon });
    expect([plan, examined]).toEqual(['IXSCAN { dueAt: 1 }', 1]);
  });

  it('when uploads of one user are counted or erased', async () => {
    const count = await planOf(async () => expect(await uploads.countUnused(ownerId)).toBe(10));
    expect(count.plan).toContain('{ ownerId: 1, removeAt: 1 }');
    const erased = await planOf(() => uploads.removeFrom({ ownerId }, soon));
    expect(erased.plan).toContain('{ ownerId: 1, removeAt: 1 }');
    expect(erased.examined).toBe(10);
  });
});

it('a worker that stops begins no further upload', async () => {
  app.clock.set(later(500));
  const checks = app.get(UploadChecksService);
  expect(await checks.workOff(3, AbortSignal.abort())).toBe(0);
  expect(await checks.workOff(3, new AbortController().signal)).toBe(3);
});
