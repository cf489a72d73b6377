import { redact } from './redact.ts';

const SECRET = 'hunter2-hunter2';

describe('what may never stand in a log', () => {
  it.each([
    ['password', { password: SECRET }],
    ['passwordHash', { passwordHash: SECRET }],
    ['newPassword', { newPassword: SECRET }],
    ['accessToken', { accessToken: SECRET }],
    ['refreshToken', { user: { refreshToken: SECRET } }],
    ['idToken in a list', { items: [{ idToken: SECRET }] }],
    ['Authorization', { headers: { Authorization: `Bearer ${SECRET}` } }],
    ['cookie', { headers: { 'set-cookie': SECRET } }],
    ['JWT_SECRET', { JWT_SECRET: SECRET }],
    ['clientSecret', { clientSecret: SECRET }],
    ['apiKey', { apiKey: SECRET, 'x-api-key': SECRET }],
    ['phone', { customer: { phone: SECRET } }],
    ['email', { email: SECRET }],
  ])('the value of %s', (_name, value) => {
    const text = JSON.stringify(redact(value));
    expect(text).not.toContain(SECRET);
    expect(text).toContain('***');
  });

  it.each([
    [
      'connection string',
      `cannot reach mongodb://grome:${SECRET}@db.internal:27017/grome`,
      'mongodb://***@db.internal',
    ],
    ['connection string of Redis', `redis://:${SECRET}@cache:6379`, 'redis://***@cache'],
    ['bearer token', `header was Bearer ${SECRET}`, 'Bearer ***'],
    ['access token', `token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${SECRET}`, 'token ***'],
  ])('a %s inside a sentence', (_name, text, left) => {
    expect(redact(text)).not.toContain(SECRET);
    expect(redact(text)).toContain(left);
  });
});

describe('people in a log', () => {
  it.each([
    ['no mailbox <carla.o+shop@mail.example.test>, gave up', 'no mailbox <***>, gave up'],
    ['no route to +447700900123.', 'no route to ***.'],
    ['called +44 7700 900-123 twice', 'called *** twice'],
  ])('%s', (text, left) => {
    expect(redact(text)).toBe(left);
  });

  it.each(['2026-11-20T12:00:00+00:00', 'slots 12+30', 'a+b = 2', 'POST /bookings +12 ms'])(
    '%s stays as it is',
    (text) => {
      expect(redact(text)).toBe(text);
    },
  );

  it('a secret is not found by going deep', () => {
    const deep = { a: { a: { a: { a: { a: { a: { a: { a: { password: SECRET } } } } } } } } };
    expect(JSON.stringify(redact(deep))).not.toContain(SECRET);
  });
});

describe('what is of use in a log', () => {
  it('stays as it is: ids, times, counts, nothing', () => {
    const value = { bookingId: 'a1', at: new Date(0), count: 3, none: null, missing: undefined, list: [1, 'two'] };
    expect(redact(value)).toEqual(value);
  });

  it('is a copy: what was logged is not changed', () => {
    const value = { password: SECRET };
    redact(value);
    expect(value.password).toBe(SECRET);
  });
});
