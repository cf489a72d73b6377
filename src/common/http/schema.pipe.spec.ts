import { z } from 'zod';
import { toErrors } from './schema.pipe.ts';

const Address = z.strictObject({ street: z.string(), city: z.string() });
const Body = z.strictObject({
  name: z.string().min(2, 'is too short').optional(),
  'a/b~c': z.number().optional(),
  tags: z.array(z.strictObject({ word: z.string() })).optional(),
  address: Address.optional(),
  price: z.union([z.literal('free'), z.strictObject({ amount: z.number(), currency: z.string() })]).optional(),
});

/** Returns the errors of a body in the form of the contract. */
const faults = (body: unknown, prefix?: string[]) => {
  const { error } = Body.safeParse(body);
  return toErrors(error?.issues ?? [], prefix);
};

describe('the faults of a request', () => {
  it.each<[string, unknown, string[]]>([
    ['none of a body that is right', { name: 'Ada' }, []],
    ['the whole body', 'no object', ['']],
    ['a field', { name: 'A' }, ['/name']],
    ['a field of an object', { address: { street: 1, city: 'Bristol' } }, ['/address/street']],
    ['one of a list, counted from 0', { tags: [{ word: 'a' }, { word: 1 }] }, ['/tags/1/word']],
    ['a field whose name holds / and ~', { 'a/b~c': 'x' }, ['/a~1b~0c']],
    ['a field that nobody knows', { nmae: 'Ada' }, ['/nmae']],
    ['each of those', { one: 1, two: 2 }, ['/one', '/two']],
    ['one of those deeper down', { address: { street: 'a', city: 'b', zip: 'c' } }, ['/address/zip']],
    ['several at once', { name: 'A', address: {} }, ['/name', '/address/street', '/address/city']],
    ['the alternative with the fewest faults', { price: {} }, ['/price']],
    ['the last of alternatives with as many faults', { price: { amount: 'x', currency: 'GBP' } }, ['/price/amount']],
  ])('point at %s', (_what, body, pointers) => expect(faults(body).map(({ pointer }) => pointer)).toEqual(pointers));

  it('say what is wrong, and of a field that nobody knows that it is unknown', () => {
    expect(faults({ name: 'A', nmae: 'Ada' })).toEqual([
      { pointer: '/name', message: 'is too short' },
      { pointer: '/nmae', message: 'unknown field' },
    ]);
  });

  it('of a query or a path begin with the name of the parameter', () => {
    expect(faults({ name: 'A' }, ['filter']).map(({ pointer }) => pointer)).toEqual(['/filter/name']);
    expect(faults('no object', ['id']).map(({ pointer }) => pointer)).toEqual(['/id']);
  });

  it('are at most fifty, or the answer to thousands of unknown fields would be larger than the request', () => {
    const body = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`field${i}`, i]));
    expect(faults(body)).toHaveLength(50);
  });

  it.each<[string, readonly (PropertyKey | { key: PropertyKey })[] | undefined, string]>([
    ['keys as they are', ['a', 0, 'b'], '/a/0/b'],
    ['keys inside of objects', [{ key: 'a' }, { key: 1 }], '/a/1'],
    ['no path', undefined, ''],
  ])('of any library that follows Standard Schema are understood: %s', (_what, path, pointer) => {
    expect(toErrors([{ message: 'is wrong', ...(path && { path }) }])).toEqual([{ pointer, message: 'is wrong' }]);
  });
});
