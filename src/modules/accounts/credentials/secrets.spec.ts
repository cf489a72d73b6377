import { codeKeyOf, hashOfCode, hashOfResetToken, isSame, newCode, newResetToken } from './secrets.ts';

const key = codeKeyOf('a secret of the tests, long enough');

test('codes have six digits, also when they begin with zeros', () => {
  const codes = Array.from({ length: 2_000 }, newCode);
  expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
  expect(codes.some((code) => code.startsWith('0'))).toBe(true);
});

test('a code is bound to its user and kind, and to the key', () => {
  const hash = hashOfCode(key, 'ann:email', '123456');
  expect(isSame(hash, hashOfCode(key, 'ann:email', '123456'))).toBe(true);
  expect(isSame(hash, hashOfCode(key, 'ann:phone', '123456'))).toBe(false);
  expect(isSame(hash, hashOfCode(codeKeyOf('another secret, long enough too'), 'ann:email', '123456'))).toBe(false);
  expect(isSame(hash, 'short')).toBe(false);
});

test('a reset token is the same however it is typed', () => {
  const token = newResetToken();
  expect(token).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(hashOfResetToken(token.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(
    hashOfResetToken(token),
  );
  expect(new Set(Array.from({ length: 1_000 }, newResetToken)).size).toBe(1_000);
});
