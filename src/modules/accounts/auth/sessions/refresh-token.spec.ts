import { createSecretKey } from 'node:crypto';
import { hashOfToken, makeRefreshToken, readRefreshToken } from './refresh-token.ts';

const key = createSecretKey(Buffer.alloc(32, 1));
const family = 'a'.repeat(24);

describe('refresh tokens', () => {
  it('are the same for everybody who asks for the same generation of a family, and no other', () => {
    const token = makeRefreshToken(key, family, 3);
    expect(makeRefreshToken(key, family, 3)).toBe(token);
    const others = [
      makeRefreshToken(key, family, 4),
      makeRefreshToken(key, 'b'.repeat(24), 3),
      makeRefreshToken(createSecretKey(Buffer.alloc(32, 2)), family, 3),
    ];
    expect(new Set([token, ...others]).size).toBe(4);
    expect(readRefreshToken(key, token)).toEqual({ family, generation: 3, authentic: true });
  });

  it('are known as not ours when guessed or changed', () => {
    const token = makeRefreshToken(key, family, 3);
    for (const forged of [
      token.replace('.3.', '.2.'),
      token.replace(family, 'b'.repeat(24)),
      `${family}.3.${'A'.repeat(43)}`,
    ]) {
      expect(readRefreshToken(key, forged)?.authentic).toBe(false);
    }
  });

  it.each([
    '',
    'x',
    '..',
    `${'a'.repeat(24)}.x.${'A'.repeat(43)}`,
    `${'a'.repeat(24)}.1.`,
    `${'a'.repeat(24)}.1.${'A'.repeat(43)}\n`,
  ])('are not %j', (text) => {
    expect(readRefreshToken(key, text)).toBeUndefined();
  });

  it('are stored as a hash only', () => {
    const token = makeRefreshToken(key, family, 0);
    expect(hashOfToken(token)).toMatch(/^[\w-]{43}$/);
    expect(hashOfToken(token)).not.toContain(token.split('.')[2]);
  });
});
