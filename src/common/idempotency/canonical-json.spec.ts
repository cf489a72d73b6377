import { canonicalJson } from './canonical-json.ts';

describe('the text by which bodies are compared', () => {
  it.each<[string, unknown, string]>([
    ['sorted keys', { b: 1, a: 2 }, '{"a":2,"b":1}'],
    ['sorted keys at every depth', { z: [{ d: 1, c: { f: 1, e: 2 } }] }, '{"z":[{"c":{"e":2,"f":1},"d":1}]}'],
    ['capitals before small letters, by code unit', { a: 1, B: 2, é: 3, Z: 4 }, '{"B":2,"Z":4,"a":1,"é":3}'],
    ['lists in their own order', [3, 1, 2], '[3,1,2]'],
    ['an empty object and an empty list', { a: {}, b: [] }, '{"a":{},"b":[]}'],
    ['null, which is not nothing', { a: null }, '{"a":null}'],
    ['no undefined members', { a: undefined, b: 1 }, '{"b":1}'],
    ['texts as JSON writes them', { a: 'a "quoted"\nline' }, '{"a":"a \\"quoted\\"\\nline"}'],
    ['times as ISO 8601', { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    ['a plain text', 'text', '"text"'],
    ['a plain number', 1.5, '1.5'],
    ['no body at all', undefined, ''],
  ])('has %s', (_what, value, text) => expect(canonicalJson(value)).toBe(text));

  it('is the same for whatever order a client wrote the fields in', () => {
    expect(canonicalJson(JSON.parse('{"9":1,"10":2,"b":{"y":1,"x":2},"a":3}'))).toBe(
      canonicalJson(JSON.parse('{"a":3,"b":{"x":2,"y":1},"10":2,"9":1}')),
    );
  });

  it.each<[unknown, unknown]>([
    [{ a: 1 }, { a: '1' }],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: null }, {}],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: { b: 1 } }, { a: 1, b: 1 }],
    [{}, []],
  ])('differs between %j and %j', (one, other) => expect(canonicalJson(one)).not.toBe(canonicalJson(other)));

  it('keeps a field named __proto__ apart from none', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });
});
