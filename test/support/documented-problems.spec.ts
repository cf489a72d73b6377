import { mustBeDocumented, operationOf } from './documented-problems.ts';

describe('Problems that the tests meet', () => {
  const id = '0123456789abcdef01234567';
  const answer = (method: string, path: string, status: number, code?: string) => () =>
    mustBeDocumented(method, `/api/v1${path}`, status, code && { code });

  it.each([
    ['GET', '/barbers/me', 'MyBarberController_profile'],
    ['GET', '/barbers/nearby', 'NearbyController_find'],
    ['GET', `/barbers/${id}`, 'BarbersController_get'],
    ['HEAD', `/barbers/${id}`, 'BarbersController_get'],
    ['GET', '/auth/oauth/exchange', 'WebOauthController_begin'],
    ['POST', '/auth/oauth/exchange', 'OauthController_exchange'],
    ['GET', '/nowhere', undefined],
    ['PUT', `/barbers/${id}`, undefined],
  ])('belong to the operation that answers %s %s', (method, path, operation) => {
    expect(operationOf(method, `/api/v1${path}`)?.id).toBe(operation);
  });

  it('pass when the document lists them, when there is none, and where the document has no operation', () => {
    expect(answer('POST', '/bookings', 409, 'slot-taken')).not.toThrow();
    expect(answer('GET', '/me', 401, 'unauthenticated')).not.toThrow();
    expect(answer('GET', '/me', 200)).not.toThrow();
    expect(answer('GET', '/nowhere', 404, 'not-found')).not.toThrow();
  });

  it('fail the test when the document does not list them, not under that status, or when they are no problems at all', () => {
    expect(answer('GET', '/me', 409, 'slot-taken')).toThrow('MeController_get');
    expect(answer('POST', '/bookings', 409, 'stale-version')).toThrow('409 stale-version');
    expect(answer('POST', '/bookings', 422, 'slot-taken')).toThrow('422 slot-taken');
    expect(answer('GET', '/me', 502)).toThrow('502 undefined');
  });
});
