import { z } from 'zod';
import { decodeCursor, encodeCursor, everyItem, mapPage, pagesOf, toPage } from './pagination.ts';

const rows = (...ids: number[]) => ids.map((id) => ({ id }));
const idOf = ({ id }: { id: number }) => id;

describe('a page', () => {
  it('has no cursor when every row fits', () => {
    expect(toPage(rows(1, 2), 2, idOf)).toEqual({ items: rows(1, 2), nextCursor: null });
    expect(toPage(rows(), 2, idOf)).toEqual({ items: [], nextCursor: null });
  });

  it('leaves out the row beyond the limit, and its cursor names the last row that it shows', () => {
    const page = toPage(rows(1, 2, 3), 2, idOf);
    expect(page.items).toEqual(rows(1, 2));
    expect(decodeCursor(page.nextCursor!, z.number())).toBe(2);
  });

  it('keeps its cursor when its rows become views', () => {
    const page = toPage(rows(1, 2, 3), 2, idOf);
    expect(mapPage(page, idOf)).toEqual({ items: [1, 2], nextCursor: page.nextCursor });
  });
});

describe('a cursor', () => {
  it.each(['', 'no cursor', encodeCursor('text'), encodeCursor({ a: 1 })])(
    'that is none of ours is refused: %j',
    (cursor) => {
      expect(() => decodeCursor(cursor, z.number())).toThrow('/cursor');
    },
  );
});

it('every item of a list comes once, page after page', async () => {
  const all = rows(1, 2, 3, 4, 5);
  const list = (cursor: string | undefined) => {
    const after = cursor === undefined ? 0 : decodeCursor(cursor, z.number());
    return Promise.resolve(toPage(all.filter(({ id }) => id > after).slice(0, 3), 2, idOf));
  };
  expect(await Array.fromAsync(everyItem(list))).toEqual(all);
});

it('ids are read in slices', () => {
  expect([...pagesOf([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
});
