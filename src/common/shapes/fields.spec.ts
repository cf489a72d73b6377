import { line, text } from './fields.ts';

test.each(['A\r\nBcc: x@y.z', 'A\nB', 'A\tB', 'A\u0000B', 'A\u0085B', 'A\u2028B', 'A\u2029B', 'A\ud800B', ' \n '])(
  '%j is no line',
  (given) => expect(line(20).safeParse(given).success).toBe(false),
);

test.each(['Zoë O’Neill', 'José  Ángel', '山田 太郎', 'نور', '👨‍👩‍👧 Family Cuts'])('%j is a line', (given) =>
  expect(line(20).parse(`${given}\r\n`)).toBe(given),
);

test('a text has as many lines as it likes', () => expect(text(20).parse('A\r\nB')).toBe('A\r\nB'));
