import { FieldCrypto } from './field-crypto.ts';

const crypto = new FieldCrypto('a secret that is long enough for the tests');
const other = new FieldCrypto('another secret, of another installation');
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
    expect(() => other.decrypt('users.phone', stored)).toThrow();
    expect(() => crypto.decrypt('guests.phone', stored)).toThrow();
    expect(() => crypto.decrypt('users.phone', stored.replace('k1', 'k9'))).toThrow('unknown key');
    expect(() => crypto.decrypt('users.phone', phone)).toThrow('unknown key');
  });
});

describe('the blind index', () => {
  it('is equal for equal values and differs by value, field and key', () => {
    const index = crypto.blindIndex('users.phone', phone);
    expect(crypto.blindIndex('users.phone', phone)).toBe(index);
    expect(index).toMatch(/^[\w-]{43}$/);
    expect(crypto.blindIndex('users.phone', '+447700900124')).not.toBe(index);
    expect(crypto.blindIndex('guests.phone', phone)).not.toBe(index);
    expect(other.blindIndex('users.phone', phone)).not.toBe(index);
  });
});
