import { nameFrom } from './name-from.ts';

const named = (name: unknown, more = {}) => JSON.stringify({ name, ...more });

describe('the name that Apple’s page sends beside the code', () => {
  it.each([
    ['first and last name', named({ firstName: 'Lena', lastName: 'Link' }), 'Lena Link'],
    ['the first name alone', named({ firstName: 'Lena' }), 'Lena'],
    ['the last name alone', named({ lastName: 'Link' }), 'Link'],
    ['a last name that is no text', named({ firstName: 'Lena', lastName: 7 }), 'Lena'],
    ['any script', named({ firstName: '美咲', lastName: '佐藤' }), '美咲 佐藤'],
    ['spaces around it', named({ firstName: '  Lena ', lastName: ' ' }), 'Lena'],
    ['an address beside it, which is unsigned', named({ firstName: 'Lena' }, { email: 'a@example.test' }), 'Lena'],
  ])('is taken: %s', (_what, json, name) => expect(nameFrom(json)).toBe(name));

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['no JSON', 'Lena Link'],
    ['JSON that is no object', '"Lena"'],
    ['null', 'null'],
    ['no name in it', '{}'],
    ['a name that is a text', named('Lena Link')],
    ['an empty name', named({})],
    ['spaces only', named({ firstName: ' ', lastName: ' ' })],
    ['a line break in it', named({ firstName: 'Lena\nLink' })],
    ['a control character in it', named({ firstName: 'Lena\u0000' })],
    ['half a character in it', '{"name":{"firstName":"\\ud83d"}}'],
    ['more than 100 characters', named({ firstName: 'L'.repeat(101) })],
  ])('is none: %s', (_what, json) => expect(nameFrom(json)).toBeUndefined());
});
