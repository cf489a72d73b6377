import { Email, Phone } from './contact-fields.ts';

describe('email addresses', () => {
  it('are trimmed and lower-cased', () => {
    expect(Email.parse('  Ada.Lovelace@Example.ORG ')).toBe('ada.lovelace@example.org');
  });

  it.each([
    '',
    'ada',
    'ada@',
    '@example.org',
    'a b@example.org',
    'ada@example',
    `${'a'.repeat(250)}@example.org`,
    null,
    { $ne: null },
  ])('refuse %j', (value) => expect(Email.safeParse(value).success).toBe(false));
});

describe('phone numbers', () => {
  it.each([
    '+447700900123',
    '+44 7700 900123',
    ' +44 (0)7700 900-123 ',
    '+44.7700.900.123',
    '+44\u00a07700\u00a0900123',
  ])('have one form: %s', (text) => expect(Phone.parse(text)).toBe('+447700900123'));

  it.each([
    '07700900123',
    '00447700900123',
    '+',
    '+44',
    '+99912345678',
    '+44 7700 900123 ext 5',
    '+1-800-FLOWERS',
    'call +447700900123',
    `+${'1'.repeat(60)}`,
    447700900123,
    { $gt: '' },
  ])('refuse %j', (value) => expect(Phone.safeParse(value).success).toBe(false));
});
