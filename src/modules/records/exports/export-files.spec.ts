import { unzipped } from '../../../../test/support/archives.ts';
import { jsonLines, zipOf } from './export-files.ts';

const at = new Date('2035-03-05T08:00:00Z');
async function* rowsOf(count: number, failAt = Infinity): AsyncGenerator<object> {
  for (let n = 1; n <= count; n++) {
    if (n === failAt) throw new Error(`row ${n} cannot be read`);
    yield await Promise.resolve({ n, text: 'Grüße 💈 "quoted"\n' });
  }
}
const filesOf = async (...counts: number[]) => {
  const files = counts.map((count) => ({ name: `${count}.json`, text: jsonLines(rowsOf(count)) }));
  return unzipped(await zipOf(files, at));
};

describe('an archive', () => {
  it('has every row of every file, in order, with all characters', async () => {
    const files = await filesOf(0, 1, 5_000);
    for (const count of [0, 1, 5_000]) {
      const rows = JSON.parse(files.get(`${count}.json`)!) as { n: number; text: string }[];
      expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
      expect(new Set(rows.map(({ text }) => text)).size).toBe(Math.min(count, 1));
    }
  });

  it('reads one file after the other, and not before it is needed', async () => {
    const order: string[] = [];
    const file = (name: string) => ({
      name,
      text: (async function* () {
        order.push(`${name} begins`);
        yield await Promise.resolve('[]');
        order.push(`${name} ends`);
      })(),
    });
    await zipOf([file('a'), file('b')], at);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it.each([1, 3_000])('is not made when row %i cannot be read', async (failAt) => {
    const files = [{ name: 'a.json', text: jsonLines(rowsOf(5_000, failAt)) }];
    await expect(zipOf(files, at)).rejects.toThrow(`row ${failAt} cannot be read`);
  });
});
