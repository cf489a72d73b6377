import type { Db } from 'mongodb';

/** Returns the plan of the real query or update, from MongoDB's profiler. */
export async function planOf(
  db: Db,
  work: () => Promise<unknown>,
): Promise<{ plan: string; sorted: boolean; examined: number; found: number }> {
  const reads = [{ op: 'query' }, { 'command.findAndModify': { $exists: true } }];
  await db.command({ profile: 2, filter: { $or: reads, ns: { $not: { $regex: 'system' } } } });
  const since = new Date();
  await work();
  await db.command({ profile: 0 });
  const [entry] = await db
    .collection('system.profile')
    .find({ ts: { $gte: since } })
    .sort({ ts: -1 })
    .limit(1)
    .toArray();
  return {
    plan: entry!.planSummary,
    sorted: !entry!.hasSortStage,
    examined: entry!.docsExamined,
    found: entry!.nreturned ?? entry!.nMatched,
  };
}
