import { lifeOf } from './token.ts';

const token = (payload: object) => `h.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.s`;

test('a token lives from its making to its end', () => {
  expect(lifeOf(token({ iat: 1_000, exp: 1_900, sub: 'ÿ?>' }))).toBe(900_000);
});

test('what is no token, or says nothing, has no end', () => {
  for (const each of ['', 'a.b', 'a.%%.c', token({}), token({ iat: 5 })]) expect(lifeOf(each)).toBe(Infinity);
});
