import { bestOf, byRank, type Ranked } from './ranking.ts';

const one = (rank: number, metres = 0, id = `${rank}-${metres}`): Ranked => ({ rank, metres, id });

/** Examines like a search for time: each item comes out later by its number of minutes, or (Infinity) not at all. */
function examiner(delays: Record<string, number>) {
  const batches: string[][] = [];
  const examine = (batch: Ranked[]) => {
    batches.push(batch.map(({ id }) => id));
    const found = batch.map((ranked) => ({ ...ranked, rank: ranked.rank + (delays[ranked.id] ?? 0) }));
    return Promise.resolve(found.filter(({ rank }) => rank < Infinity));
  };
  return { batches, examine };
}

test('rank counts first, then distance, then id', () => {
  const all = [one(1, 5, 'b'), one(1, 5, 'a'), one(0, 9, 'z'), one(1, 4, 'y')];
  expect(all.toSorted(byRank).map(({ id }) => id)).toEqual(['z', 'y', 'a', 'b']);
});

test('an item that comes out later is overtaken, also by items that are not examined yet', async () => {
  const queue = [one(1), one(2), one(3), one(4), one(5)];
  const { examine } = examiner({ '1-0': 3.5, '2-0': Infinity });
  expect((await bestOf(queue, 2, 2, examine)).map(({ id }) => id)).toEqual(['3-0', '4-0']);
});

test('the search ends as soon as no other item can be among the best', async () => {
  const queue = Array.from({ length: 100 }, (_, index) => one(index));
  const { batches, examine } = examiner({});
  expect(await bestOf(queue, 10, 10, examine)).toHaveLength(10);
  expect(batches).toHaveLength(1);
});

test('the search continues for an equal rank that is nearer, not for an equal rank farther away', async () => {
  const { batches, examine } = examiner({ near: 1 });
  await bestOf([one(1, 10, 'near'), one(2, 20, 'far')], 1, 1, examine);
  expect(batches).toEqual([['near']]);
  const other = examiner({ near: 1 });
  const best = await bestOf([one(1, 10, 'near'), one(2, 5, 'nearer')], 1, 1, other.examine);
  expect(best.map(({ id }) => id)).toEqual(['nearer']);
});

test('fewer items than requested means that there are no more', async () => {
  const { examine } = examiner({ '1-0': Infinity });
  expect(await bestOf([one(1), one(2)], 5, 50, examine)).toEqual([one(2)]);
  expect(await bestOf([], 5, 50, examine)).toEqual([]);
});
