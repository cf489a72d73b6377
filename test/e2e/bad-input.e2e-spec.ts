import { createHash } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import type { Answer, HttpClient } from '../support/http-client.ts';
import { must, type Person, type Shop } from '../support/people.ts';
import { AT_HOME, day, MONDAY, plusMinutes, SHOP_OF_BOTH_KINDS, Visits } from '../support/visits.ts';

let visits: Visits;
let shop: Shop;
let carla: Person;
let booking: { id: string };
let service: string;
beforeAll(async () => {
  // Nothing works in the background, so that what changes is what a request wrote.
  visits = await Visits.open({ ROLES: 'api' });
  shop = await visits.shop(SHOP_OF_BOTH_KINDS);
  carla = await visits.customer();
  booking = await visits.booked(carla, shop);
  service = shop.services[0]!.serviceId;
  // Sent messages are noted a moment after they were sent.
  const unsent = () => visits.app.db.collection('feed_messages').countDocuments({ sent: false });
  await eventually(async () => expect(await unsent()).toBe(0));
});
afterAll(() => visits.close());

const ID = '0123456789abcdef01234567';
const money = { amount: 2_000, currency: 'GBP' };
const clients = (): Record<'admin' | 'shop' | 'carla' | 'nobody', HttpClient> => ({
  admin: visits.admin.http,
  shop: shop.http,
  carla: carla.http,
  nobody: visits.app.http,
});

/** Every document there is, in one number. */
async function everything(): Promise<string> {
  const hash = createHash('sha256');
  const collections = await visits.app.db.listCollections().toArray();
  for (const { name } of collections.toSorted((a, b) => a.name.localeCompare(b.name))) {
    hash.update(name);
    for await (const document of visits.app.db.collection(name).find().sort({ _id: 1 }))
      hash.update(JSON.stringify(document));
  }
  return hash.digest('hex');
}
let before: string;
beforeEach(async () => void (before = await everything()));
afterEach(async () => expect(await everything()).toBe(before));

interface Refused {
  status: number;
  code: string;
  pointer?: string | undefined;
}
const invalid = (pointer: string): Refused => ({ status: 400, code: 'validation-failed', pointer });
const malformed: Refused = { status: 400, code: 'malformed-request' };
const ruled = (code: string): Refused => ({ status: 422, code });

/** Right status and code, a problem by its type, and the fault pointed at. */
function expectRefusal(what: string, { status, body, headers }: Answer, wanted: Refused): void {
  const type = headers.get('content-type')?.split(';')[0];
  const found = {
    what,
    status,
    code: body?.code,
    type,
    same: body?.status,
    instance: body?.instance?.startsWith('/api/v1/'),
  };
  expect(found).toEqual({
    what,
    status: wanted.status,
    code: wanted.code,
    type: 'application/problem+json',
    same: wanted.status,
    instance: true,
  });
  expect(body.requestId).toBe(headers.get('x-request-id'));
  if (wanted.pointer === undefined) return;
  const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer);
  expect({ what, pointers }).toEqual({ what, pointers: expect.arrayContaining([wanted.pointer]) });
}

type Who = 'admin' | 'shop' | 'carla' | 'nobody';
interface Endpoint {
  who: Who;
  method: string;
  path: string;
  valid: () => any;
  bodyMayBeMissing?: boolean;
}
const hours = (more: object = {}) => ({
  isAvailable: true,
  startTime: '09:00',
  endTime: '17:00',
  breaks: [{ startTime: '12:00', endTime: '13:00' }],
  ...more,
});
const VERBS = ['accept', 'decline', 'depart', 'start', 'complete', 'cancel', 'no-show'];

const ENDPOINTS: Endpoint[] = [
  {
    who: 'admin',
    method: 'POST',
    path: '/services',
    valid: () => ({ name: 'Shave', description: 'Hot towel', category: 'beard', duration: 30, price: money }),
  },
  {
    who: 'admin',
    method: 'PATCH',
    path: `/services/${ID}`,
    valid: () => ({ name: 'Shave', description: 'Hot towel', category: 'beard', duration: 30, price: money }),
  },
  {
    who: 'shop',
    method: 'PATCH',
    path: '/barbers/me',
    valid: () => ({
      name: 'Bob',
      bio: 'Since 1999',
      location: { type: 'Point', coordinates: [-2.58, 51.45] },
      address: '1 Corn Street',
      timezone: 'Europe/London',
      serviceRadius: 5_000,
      currency: 'GBP',
      visits: 'shop',
      buffers: { before: 5, after: 5 },
      slotGrid: 15,
      requestMode: 'manual',
    }),
  },
  {
    who: 'shop',
    method: 'PUT',
    path: '/barbers/me/services',
    valid: () => [{ serviceId: service, price: money, duration: 30 }],
  },
  {
    who: 'shop',
    method: 'PUT',
    path: '/barbers/me/availability',
    valid: () => ({ monday: hours(), sunday: { isAvailable: false } }),
  },
  {
    who: 'shop',
    method: 'PUT',
    path: '/barbers/me/exceptions',
    valid: () => [{ date: '2035-12-24', startTime: '09:00', endTime: '12:00', breaks: [] }],
  },
  { who: 'shop', method: 'PUT', path: '/barbers/me/online', valid: () => ({ isOnline: true }) },
  {
    who: 'shop',
    method: 'POST',
    path: '/barbers/me/time-off',
    valid: () => ({ startAt: day(20, '00:00'), endAt: day(21, '00:00'), reason: 'holiday' }),
  },
  {
    who: 'shop',
    method: 'POST',
    path: '/barbers/me/bookings',
    valid: () => ({
      guest: { name: 'Gus', phone: '+441172960000' },
      serviceIds: [service],
      startAt: day(9, '10:00'),
      note: 'walk-in',
    }),
  },
  {
    who: 'carla',
    method: 'POST',
    path: '/bookings',
    valid: () => ({
      barberId: shop.barberId,
      serviceIds: [service],
      startAt: day(9, '10:00'),
      location: AT_HOME,
      paymentMethod: 'in_person',
      note: 'short',
      force: false,
    }),
  },
  {
    who: 'carla',
    method: 'POST',
    path: '/bookings/:booking/reschedule',
    valid: () => ({ startAt: day(9, '10:00'), reason: 'late', version: 1, force: false }),
  },
  ...VERBS.map((verb): Endpoint => ({
    who: 'shop',
    method: 'POST',
    path: `/bookings/:booking/${verb}`,
    valid: () => ({ reason: 'so', version: 1 }),
    bodyMayBeMissing: true,
  })),
];
const title = ({ method, path }: Endpoint) => `${method} ${path.replace(ID, ':id')}`;
const TABLE = ENDPOINTS.map((endpoint) => [title(endpoint), endpoint] as const);

const send = (
  { who, method, path }: Pick<Endpoint, 'who' | 'method' | 'path'>,
  body: unknown,
  headers: Record<string, string> = {},
) => clients()[who].with(headers).send(method, path.replace(':booking', booking.id), body);

describe.each(TABLE)('%s', (_title, endpoint) => {
  it('refuses what cannot be read', async () => {
    const json = JSON.stringify(endpoint.valid());
    const [open, close] = Array.isArray(endpoint.valid()) ? ['[{', '}]'] : ['{', '}'];
    const bytes = Buffer.concat([
      Buffer.from(`${open}"reason":"`),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from(`"${close}`),
    ]);
    const cases: [string, unknown, Refused, Record<string, string>?][] = [
      ['not JSON', `${json.slice(0, -1)},`, malformed],
      ['nothing, but said to be JSON', '', malformed],
      ['NaN', `${open}"version":NaN${close}`, malformed],
      ['invalid UTF-8', bytes, malformed],
      ['a prototype', `${open}"__proto__":{"role":"admin"}${close}`, malformed],
      ['a prototype deep inside', `${open}"reason":{"a":[{"__proto__":{"role":"admin"}}]}${close}`, malformed],
      ['a constructor’s prototype', `${open}"constructor":{"prototype":{"role":"admin"}}${close}`, malformed],
      ['a megabyte', `${open}"reason":"${'x'.repeat(1_000_000)}"${close}`, { status: 413, code: 'payload-too-large' }],
      ...['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data; boundary=x'].map(
        (type): [string, unknown, Refused, Record<string, string>] => [
          type,
          json,
          { status: 415, code: 'unsupported-media-type' },
          { 'content-type': type },
        ],
      ),
    ];
    for (const [what, body, wanted, headers] of cases) expectRefusal(what, await send(endpoint, body, headers), wanted);
  });

  it('refuses every other shape', async () => {
    const isList = Array.isArray(endpoint.valid());
    const shapes: [string, unknown][] = [
      ['a text', '"text"'],
      ['a number', '1'],
      ['null', 'null'],
      [isList ? 'an object' : 'a list', isList ? {} : []],
      ['a list of lists', `${'['.repeat(2_000)}${']'.repeat(2_000)}`],
    ];
    for (const [what, body] of shapes)
      expectRefusal(what, await send(endpoint, body), invalid(what === 'a list of lists' && isList ? '/0' : ''));
    if (!endpoint.bodyMayBeMissing) expectRefusal('no body', await send(endpoint, undefined), invalid(''));
  });

  it('points at unknown fields, whatever they are called', async () => {
    const isList = Array.isArray(endpoint.valid());
    for (const name of [
      'nope',
      '$where',
      '$set',
      'a/b~c',
      'price.amount',
      '_id',
      'status',
      'commission',
      'hasOwnProperty',
    ]) {
      const value = name === 'nope' ? JSON.parse('{"a":'.repeat(50) + '1' + '}'.repeat(50)) : 'this.role = "admin"';
      const pointer = `${isList ? '/0' : ''}/${name.replace('~', '~0').replace('/', '~1')}`;
      const body = isList ? [{ ...endpoint.valid()[0], [name]: value }] : { ...endpoint.valid(), [name]: value };
      expectRefusal(name, await send(endpoint, body), invalid(pointer));
    }
  });

  it('points at every field that is of the wrong type or an operator', async () => {
    const valid = endpoint.valid();
    const fields = Object.entries(Array.isArray(valid) ? valid[0] : valid);
    for (const [name, good] of fields) {
      const wrong = [
        { $ne: null },
        { $gt: '' },
        [good],
        typeof good === 'number' ? String(good) : 7,
        typeof good === 'boolean' ? 'true' : true,
      ];
      for (const value of wrong) {
        if (JSON.stringify(value) === JSON.stringify(good)) continue;
        const body = Array.isArray(valid) ? [{ ...valid[0], [name]: value }] : { ...valid, [name]: value };
        const answer = await send(endpoint, body);
        expectRefusal(`${name}: ${JSON.stringify(value)}`, answer, { status: 400, code: 'validation-failed' });
        const pointer = `${Array.isArray(valid) ? '/0' : ''}/${name}`;
        expect(answer.body.errors.every((error: { pointer: string }) => error.pointer.startsWith(pointer))).toBe(true);
      }
    }
  });
});

describe('a field out of its bounds', () => {
  const find = (text: string) => ENDPOINTS.find((endpoint) => title(endpoint) === text)!;
  const LONG = 'x'.repeat(2_001);
  const span = (startTime: string, endTime: string) => ({ startTime, endTime });
  const price = (amount: unknown, currency: unknown = 'GBP') => ({ price: { amount, currency } });
  const place = (lng: unknown, lat: unknown) => ({ type: 'Point', coordinates: [lng, lat] });
  const many = <T>(count: number, item: (index: number) => T) => Array.from({ length: count }, (_, i) => item(i));

  const CASES: [string, string, () => unknown, string][] = [
    ['POST /services', 'no name', () => ({ name: '   ' }), '/name'],
    ['POST /services', 'name too long', () => ({ name: 'x'.repeat(101) }), '/name'],
    ['POST /services', 'control character', () => ({ name: 'a\u0000b' }), '/name'],
    ['POST /services', 'a name of two lines', () => ({ name: 'Shave\nFree today' }), '/name'],
    ['POST /services', 'escape character', () => ({ name: 'a\u001b[31mb' }), '/name'],
    ['POST /services', 'C1 control character', () => ({ name: 'a\u0085b' }), '/name'],
    ['POST /services', 'half a character', () => ({ name: 'a\ud800b' }), '/name'],
    ['POST /services', 'a million minutes', () => ({ duration: 1_000_000 }), '/duration'],
    ['POST /services', 'no time at all', () => ({ duration: 0 }), '/duration'],
    ['POST /services', 'half a minute', () => ({ duration: 30.5 }), '/duration'],
    ['POST /services', 'negative price', () => price(-1), '/price/amount'],
    ['POST /services', 'price with pennies after the point', () => price(10.5), '/price/amount'],
    ['POST /services', 'endless price', () => price(1e300), '/price/amount'],
    ['POST /services', 'no such currency', () => price(1, 'ZZZ'), '/price/currency'],
    ['POST /services', 'currency in small letters', () => price(1, 'gbp'), '/price/currency'],
    ['POST /services', 'unknown field of the price', () => ({ price: { ...money, tax: 1 } }), '/price/tax'],
    ['PATCH /services/:id', 'a million minutes', () => ({ duration: 1_000_000 }), '/duration'],
    ['PATCH /barbers/me', 'a name with a header in it', () => ({ name: 'A\r\nBcc: x@y.z' }), '/name'],
    ['PATCH /barbers/me', 'latitude 91', () => ({ location: place(0, 91) }), '/location/coordinates/1'],
    ['PATCH /barbers/me', 'longitude -181', () => ({ location: place(-181, 0) }), '/location/coordinates/0'],
    [
      'PATCH /barbers/me',
      'a position of three',
      () => ({ location: { type: 'Point', coordinates: [0, 0, 0] } }),
      '/location/coordinates',
    ],
    ['PATCH /barbers/me', 'no number', () => ({ location: place(null, 0) }), '/location/coordinates/0'],
    [
      'PATCH /barbers/me',
      'a line',
      () => ({ location: { type: 'LineString', coordinates: [0, 0] } }),
      '/location/type',
    ],
    ['PATCH /barbers/me', 'no such zone', () => ({ timezone: 'Europe/Bristol' }), '/timezone'],
    ['PATCH /barbers/me', 'an offset for a zone', () => ({ timezone: '+01:00' }), '/timezone'],
    ['PATCH /barbers/me', 'radius without end', () => ({ serviceRadius: 100_001 }), '/serviceRadius'],
    [
      'PATCH /barbers/me',
      'a million minutes between visits',
      () => ({ buffers: { before: 1_000_000, after: 0 } }),
      '/buffers/before',
    ],
    ['PATCH /barbers/me', 'a grid of nothing', () => ({ slotGrid: 0 }), '/slotGrid'],
    ['PATCH /barbers/me', 'a new way to visit', () => ({ visits: 'moon' }), '/visits'],
    ['PATCH /barbers/me', 'a life’s story', () => ({ bio: LONG }), '/bio'],
    [
      'PUT /barbers/me/services',
      'a hundred and one',
      () => many(101, () => ({ serviceId: ID, price: money, duration: 30 })),
      '',
    ],
    [
      'PUT /barbers/me/services',
      'a million minutes',
      () => [{ serviceId: service, price: money, duration: 1_000_000 }],
      '/0/duration',
    ],
    [
      'PUT /barbers/me/services',
      'an id that is none',
      () => [{ serviceId: '../../etc', price: money, duration: 30 }],
      '/0/serviceId',
    ],
    ['PUT /barbers/me/services', 'a hundred wrong items', () => many(100, () => 1), '/49'],
    [
      'PUT /barbers/me/availability',
      'end before start',
      () => ({ monday: hours(span('17:00', '09:00')) }),
      '/monday/endTime',
    ],
    [
      'PUT /barbers/me/availability',
      'break outside the hours',
      () => ({ monday: hours({ breaks: [span('08:00', '09:30')] }) }),
      '/monday/breaks/0',
    ],
    [
      'PUT /barbers/me/availability',
      'break turned round',
      () => ({ monday: hours({ breaks: [span('13:00', '12:00')] }) }),
      '/monday/breaks/0/endTime',
    ],
    [
      'PUT /barbers/me/availability',
      'breaks that overlap',
      () => ({ monday: hours({ breaks: [span('12:00', '13:00'), span('12:30', '13:30')] }) }),
      '/monday/breaks/1',
    ],
    [
      'PUT /barbers/me/availability',
      'eleven breaks',
      () => ({ monday: hours({ breaks: many(11, () => span('12:00', '12:01')) }) }),
      '/monday/breaks',
    ],
    [
      'PUT /barbers/me/availability',
      'no such time',
      () => ({ monday: hours({ startTime: '25:00' }) }),
      '/monday/startTime',
    ],
    [
      'PUT /barbers/me/availability',
      'a number for a time',
      () => ({ monday: hours({ startTime: 9 }) }),
      '/monday/startTime',
    ],
    [
      'PUT /barbers/me/availability',
      'beyond midnight',
      () => ({ monday: hours({ endTime: '24:30' }) }),
      '/monday/endTime',
    ],
    ['PUT /barbers/me/availability', 'an operator inside a day', () => ({ monday: hours({ $gt: 1 }) }), '/monday/$gt'],
    ['PUT /barbers/me/availability', 'no such day', () => ({ someday: hours() }), '/someday'],
    ['PUT /barbers/me/exceptions', 'no such date', () => [{ date: '2035-02-30', closed: true }], '/0/date'],
    [
      'PUT /barbers/me/exceptions',
      'end before start',
      () => [{ date: '2035-02-20', ...span('17:00', '09:00'), breaks: [] }],
      '/0/endTime',
    ],
    ['PUT /barbers/me/exceptions', 'one date twice', () => many(2, () => ({ date: '2035-02-20', closed: true })), ''],
    [
      'PUT /barbers/me/exceptions',
      'open and closed',
      () => [{ date: '2035-02-20', closed: true, ...span('09:00', '10:00') }],
      '/0/closed',
    ],
    ['POST /barbers/me/time-off', 'end before start', () => ({ endAt: day(19, '00:00') }), '/endAt'],
    ['POST /barbers/me/time-off', 'end at the start', () => ({ endAt: day(20, '00:00') }), '/endAt'],
    ['POST /barbers/me/time-off', 'no zone', () => ({ startAt: '2035-03-25T00:00:00' }), '/startAt'],
    ['POST /barbers/me/time-off', 'the year 9999', () => ({ endAt: '9999-01-01T00:00:00Z' }), '/endAt'],
    ['POST /barbers/me/time-off', 'reason too long', () => ({ reason: LONG }), '/reason'],
    ['POST /barbers/me/bookings', 'a name of two lines', () => ({ guest: { name: 'Gus\u2028Bob' } }), '/guest/name'],
    ['POST /barbers/me/bookings', 'no name', () => ({ guest: { name: '' } }), '/guest/name'],
    [
      'POST /barbers/me/bookings',
      'no phone number',
      () => ({ guest: { name: 'Gus', phone: '0117 296 0000' } }),
      '/guest/phone',
    ],
    ['POST /barbers/me/bookings', 'a price', () => ({ price: money }), '/price'],
    ['POST /barbers/me/bookings', 'somebody else’s chair', () => ({ barberId: ID }), '/barberId'],
    ['POST /bookings', 'client-made price', () => ({ price: { amount: 1, currency: 'GBP' } }), '/price'],
    [
      'POST /bookings',
      'client-made amount',
      () => ({ payment: { amount: { amount: 1, currency: 'GBP' } } }),
      '/payment',
    ],
    ['POST /bookings', 'client-made status', () => ({ status: 'completed' }), '/status'],
    ['POST /bookings', 'client-made end', () => ({ endAt: day(9, '10:01') }), '/endAt'],
    ['POST /bookings', 'no service', () => ({ serviceIds: [] }), '/serviceIds'],
    ['POST /bookings', 'one service twice', () => ({ serviceIds: [service, service] }), '/serviceIds'],
    [
      'POST /bookings',
      'eleven services',
      () => ({ serviceIds: many(11, (i) => String(i).padStart(24, '0')) }),
      '/serviceIds',
    ],
    ['POST /bookings', 'thousands of services', () => ({ serviceIds: many(3_000, () => service) }), '/serviceIds'],
    ['POST /bookings', 'an operator for a service', () => ({ serviceIds: [{ $ne: null }] }), '/serviceIds/0'],
    ['POST /bookings', 'an id in capitals', () => ({ barberId: 'ABCDEF012345ABCDEF012345' }), '/barberId'],
    ['POST /bookings', 'an id too short', () => ({ barberId: 'abc' }), '/barberId'],
    ['POST /bookings', 'latitude 91', () => ({ location: place(0, 91) }), '/location/coordinates/1'],
    ['POST /bookings', 'latitude from a text', () => ({ location: place(0, '51') }), '/location/coordinates/1'],
    ['POST /bookings', 'paying in gold', () => ({ paymentMethod: 'gold' }), '/paymentMethod'],
    ['POST /bookings', 'note too long', () => ({ note: LONG }), '/note'],
    ['POST /bookings', 'control character', () => ({ note: 'a\u0007' }), '/note'],
    ['POST /bookings', 'a day that is none', () => ({ startAt: '2035-02-30T10:00:00Z' }), '/startAt'],
    ['POST /bookings', 'a number for an instant', () => ({ startAt: 2_056_000_000_000 }), '/startAt'],
    ['POST /bookings', 'the year 1999', () => ({ startAt: '1999-12-31T10:00:00Z' }), '/startAt'],
    ['POST /bookings/:booking/reschedule', 'version 0', () => ({ version: 0 }), '/version'],
    ['POST /bookings/:booking/reschedule', 'version as a text', () => ({ version: '1' }), '/version'],
    ['POST /bookings/:booking/cancel', 'reason too long', () => ({ reason: LONG }), '/reason'],
    ['POST /bookings/:booking/cancel', 'client-made refund', () => ({ refund: 1 }), '/refund'],
  ];
  it.each(CASES)('%s: %s', async (name, what, change, pointer) => {
    const changed = change();
    const body = Array.isArray(changed) ? changed : { ...find(name).valid(), ...(changed as object) };
    expectRefusal(what, await send(find(name), body), invalid(pointer));
  });

  it('names at most fifty faults, in an answer of moderate size', async () => {
    const { body } = await send(
      find('PUT /barbers/me/services'),
      many(100, () => 1),
    );
    expect(body.errors).toHaveLength(50);
    expect(JSON.stringify(body).length).toBeLessThan(10_000);
  });

  it('a cursor without end', async () => {
    expectRefusal('cursor', await carla.http.get(`/bookings?cursor=${'x'.repeat(1_001)}`), invalid('/cursor'));
  });

  it('infinite coordinates', async () => {
    const body = '{"location":{"type":"Point","coordinates":[1e999,0]}}';
    expectRefusal('infinity', await send(find('PATCH /barbers/me'), body), invalid('/location/coordinates/0'));
  });

  it('nesting without end, under an Idempotency-Key too', async () => {
    for (const body of [
      `{"a":${'['.repeat(45_000)}${']'.repeat(45_000)}}`,
      `${'{"a":'.repeat(12_000)}1${'}'.repeat(12_000)}`,
    ]) {
      expectRefusal('deep', await send(find('POST /bookings'), body), invalid('/a'));
      expectRefusal(
        'deep, with a key',
        await send(find('POST /bookings'), body, { 'idempotency-key': 'deep' }),
        malformed,
      );
    }
  });
});

describe('a query', () => {
  const availability = (query: string) => `/barbers/:barber/availability?${query}`;
  const window = `from=${day(1, '00:00')}&to=${day(2, '00:00')}`;
  const CASES: [Who, string, string][] = [
    ['nobody', '/services?limit=0', '/limit'],
    ['nobody', '/services?limit=101', '/limit'],
    ['nobody', '/services?limit=NaN', '/limit'],
    ['nobody', '/services?limit=Infinity', '/limit'],
    ['nobody', '/services?limit=1&limit=2', '/limit'],
    ['nobody', '/services?limit[$gt]=1', '/limit[$gt]'],
    ['nobody', '/services?q[$ne]=x', '/q[$ne]'],
    ['nobody', '/services?q=', '/q'],
    ['nobody', '/services?q=a%00b', '/q'],
    ['nobody', `/services?q=${'x'.repeat(101)}`, '/q'],
    ['nobody', '/services?cursor=nonsense', '/cursor'],
    ['nobody', `/services?cursor=${Buffer.from('{"$ne":null}').toString('base64url')}`, '/cursor'],
    ['nobody', '/services?nope=1', '/nope'],
    ['nobody', '/services?__proto__=1', '/__proto__'],
    ['nobody', availability(''), '/from'],
    ['nobody', availability(`from=${day(2, '00:00')}&to=${day(1, '00:00')}`), '/to'],
    ['nobody', availability(`from=${day(0, '00:00')}&to=${day(63, '00:00')}`), '/to'],
    ['nobody', availability(`from=tomorrow&to=${day(1, '00:00')}`), '/from'],
    ['nobody', availability(`${window}&serviceIds=`), '/serviceIds'],
    ['nobody', availability(`${window}&serviceIds=abc`), '/serviceIds/0'],
    ['nobody', availability(`${window}&serviceIds=${ID},${ID}`), '/serviceIds'],
    ['nobody', availability(`${window}&serviceIds=${Array(11).fill(ID).join(',')}`), '/serviceIds'],
    ['nobody', availability(`${window}&duration=1000000`), '/duration'],
    ['nobody', '/barbers/abc', '/id'],
    ['nobody', '/barbers/%7B%22$ne%22:null%7D', '/id'],
    ['carla', '/bookings?status=paid', '/status/0'],
    ['carla', '/bookings?status[$ne]=requested', '/status[$ne]'],
    ['carla', `/bookings?from=${day(2, '00:00')}&to=${day(1, '00:00')}`, '/to'],
    ['carla', '/bookings?from=0', '/from'],
    ['carla', `/bookings?cursor=${Buffer.from('["x","y"]').toString('base64url')}`, '/cursor'],
    ['carla', '/bookings?customerId=x', '/customerId'],
    ['carla', '/bookings/1', '/id'],
    ['carla', `/bookings/${'a'.repeat(100)}`, '/id'],
    ['carla', '/notifications?limit=-1', '/limit'],
    ['carla', `/notifications?cursor=${Buffer.from('[]').toString('base64url')}`, '/cursor'],
    ['shop', '/barbers/me/time-off?from=x', '/from'],
    ['shop', `/barbers/me/time-off?cursor=${Buffer.from('[1,2]').toString('base64url')}`, '/cursor'],
  ];
  it.each(CASES)('%s: GET %s → %s', async (who, path, pointer) => {
    expectRefusal(path, await clients()[who].get(path.replace(':barber', shop.barberId)), invalid(pointer));
  });

  it.each([
    ['an operator for an id', 'admin', 'DELETE', '/services/$ne', invalid('/id')],
    ['an id too short', 'shop', 'DELETE', '/barbers/me/time-off/1', invalid('/id')],
    ['a number for an id', 'shop', 'POST', '/bookings/1/accept', invalid('/id')],
    ['a number for an id', 'carla', 'POST', '/notifications/1/read', invalid('/id')],
    ['half a character', 'carla', 'GET', '/bookings/%E0%A4%A', malformed],
    ['an endless id', 'carla', 'GET', `/bookings/${'a'.repeat(600)}`, malformed],
    ['no such path', 'carla', 'GET', '/nothing/here', { status: 404, code: 'not-found' }],
    ['no such method', 'carla', 'DELETE', '/bookings', { status: 404, code: 'not-found' }],
  ] as const)('path: %s (%s, %s)', async (what, who, method, path, wanted) => {
    expectRefusal(what, await clients()[who].send(method, path), wanted);
  });

  it('of nothing but signs finds no service', async () => {
    expect((await must(visits.app.http.get('/services?q=!!!'))).body.items).toEqual([]);
  });
});

describe('what is well said but against a rule', () => {
  const ask = (more: object) => ({
    barberId: shop.barberId,
    serviceIds: [service],
    startAt: day(9, '10:00'),
    paymentMethod: 'in_person',
    ...more,
  });
  it.each([
    ['in the past', () => ({ startAt: day(-1, '10:00') }), 'outside-availability'],
    ['a moment ago', () => ({ startAt: plusMinutes(MONDAY, -15) }), 'outside-availability'],
    ['too soon', () => ({ startAt: plusMinutes(MONDAY, 15) }), 'outside-availability'],
    ['off the grid', () => ({ startAt: day(9, '10:05') }), 'outside-availability'],
    ['off the minute', () => ({ startAt: '2035-03-14T10:00:30.000Z' }), 'outside-availability'],
    ['too far ahead', () => ({ startAt: day(366, '10:00') }), 'outside-availability'],
    ['a service not offered', () => ({ serviceIds: [ID] }), 'service-not-offered'],
    ['too far away', () => ({ location: { type: 'Point', coordinates: [0, 51] } }), 'outside-service-radius'],
    ['by card', () => ({ paymentMethod: 'card' }), 'payment-method-unavailable'],
  ])('a visit %s', async (what, more, code) => {
    expectRefusal(what, await carla.http.post('/bookings', ask(more())), ruled(code));
  });

  it('a barber who does not exist', async () => {
    expectRefusal('unknown', await carla.http.post('/bookings', ask({ barberId: ID })), {
      status: 404,
      code: 'not-found',
    });
  });

  it.each([
    [
      'a service twice',
      () => [service, service].map((serviceId) => ({ serviceId, price: money, duration: 30 })),
      'unknown-service',
    ],
    ['a service that does not exist', () => [{ serviceId: ID, price: money, duration: 30 }], 'unknown-service'],
    [
      'another currency',
      () => [{ serviceId: service, price: { amount: 1, currency: 'EUR' }, duration: 30 }],
      'currency-mismatch',
    ],
  ])('a price list with %s', async (what, list, code) => {
    expectRefusal(what, await shop.http.put('/barbers/me/services', list()), ruled(code));
  });
});
