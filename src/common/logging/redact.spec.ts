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

describe('known gaps (remove `.failing` with the fix)', () => {
  it.failing.each([
    ['an address', 'no mailbox carla@example.test'],
    ['a number', 'no route to +447700900123'],
  ])('%s inside a sentence', (_name, text) => {
    expect(redact(text)).toContain('***');
  });

  it.failing('a secret nested deeper than seven levels', () => {
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
