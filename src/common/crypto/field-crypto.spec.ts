import { FieldCrypto } from './field-crypto.ts';

const [k1, k2] = [
  { id: 'k1', secret: 'a secret that is long enough for the tests' },
  { id: 'k2', secret: 'the secret that comes after it, as long' },
];
const crypto = new FieldCrypto([k1]);
const other = new FieldCrypto([{ id: 'k1', secret: 'another secret, of another installation' }]);
const phone = '+447700900123';

describe('field encryption', () => {
  it('gives back what was put in, whatever the script', () => {
    for (const value of [phone, '', 'Ünï çødé 💈', 'x'.repeat(10_000)]) {
      expect(crypto.decrypt('users.phone', crypto.encrypt('users.phone', value))).toBe(value);
    }
  });

  it('never writes the same thing twice and never shows the value', () => {
    const [first, second] = [crypto.encrypt('users.phone', phone), crypto.encrypt('users.phone', phone)];
    expect(first).toMatch(/^k1:[\w-]+$/);
    expect(first).not.toBe(second);
    expect(Buffer.from(first.slice(3), 'base64url').toString('latin1')).not.toContain('7700');
  });

  it('refuses a changed value, another key, another field and an unknown key id', () => {
    const stored = crypto.encrypt('users.phone', phone);
    const bytes = Buffer.from(stored.slice(3), 'base64url');
    for (const at of [0, 12, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => crypto.decrypt('users.phone', `k1:${changed.toString('base64url')}`)).toThrow();
    }
    expect(() => crypto.decrypt('users.phone', `k1:${bytes.subarray(0, 20).toString('base64url')}`)).toThrow();
    expect(() => crypto.decrypt('users.phone', 'k1:')).toThrow();
    expect(() => other.decrypt('users.phone', stored)).toThrow();
    expect(() => crypto.decrypt('guests.phone', stored)).toThrow();
    expect(() => crypto.decrypt('users.phone', stored.replace('k1', 'k9'))).toThrow('unknown key');
    expect(() => crypto.decrypt('users.phone', phone)).toThrow('unknown key');
  });

  it('writes with the first key and reads with every one, so that nodes may differ in which is first', () => {
    const [before, after] = [new FieldCrypto([k1, k2]), new FieldCrypto([k2, k1])];
    expect([before, after].map((node) => node.encrypt('users.phone', phone).slice(0, 3))).toEqual(['k1:', 'k2:']);
    for (const writer of [before, after])
      for (const reader of [before, after])
        expect(reader.decrypt('users.phone', writer.encrypt('users.phone', phone))).toBe(phone);
    expect(() => crypto.decrypt('users.phone', after.encrypt('users.phone', phone))).toThrow('unknown key');
  });
});

describe('the blind index', () => {
  it('is equal for equal values and differs by value, field and key', () => {
    const index = crypto.blindIndexes('users.phone', phone);
    expect(crypto.blindIndexes('users.phone', phone)).toEqual(index);
    expect(index).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    for (const [given, field, value] of [
      [crypto, 'users.phone', '+447700900124'],
      [crypto, 'guests.phone', phone],
      [other, 'users.phone', phone],
    ] as const)
      expect(given.blindIndexes(field, value)).not.toEqual(index);
  });

  it('is there under every key, so that any two nodes with a key in common see that two values are equal', () => {
    const [alone] = crypto.blindIndexes('users.phone', phone);
    for (const keys of [
      [k1, k2],
      [k2, k1],
    ])
      expect(new FieldCrypto(keys).seal('users.phone', phone).index).toContain(alone);
  });
});
