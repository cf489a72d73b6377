import { readFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MongoClient } from 'mongodb';
import { loadConfig } from '../../src/common/config/config.ts';
import { Logger } from '../../src/common/logging/logger.ts';
import { UnitOfWork } from '../../src/common/database/unit-of-work.ts';
import { FeedService } from '../../src/modules/notify/feed/feed.service.ts';
import { CatalogueRepository } from '../../src/modules/shop/catalogue/catalogue.repository.ts';
import { freshEnvironment, listening } from '../support/app.ts';
import { HttpClient } from '../support/http-client.ts';
import { signUp, signUpAdmin, type Person } from '../support/people.ts';

let app: NestFastifyApplication;
let client: MongoClient;
let http: HttpClient;
let admin: Person;
const log: Record<string, any>[] = [];
const stream = new Writable({
  write: (chunk, _encoding, done) => (log.push(JSON.parse(String(chunk)) as object), done()),
});
const logger = new Logger({ level: 'debug', json: true, stream });

beforeAll(async () => {
  const config = loadConfig(await freshEnvironment());
  app = await listening(config, { logger });
  http = new HttpClient(await app.getUrl());
  client = await MongoClient.connect(config.MONGODB_URI);
  admin = await signUpAdmin({ http, db: client.db() });
});
beforeEach(() => void log.splice(0));
afterAll(async () => {
  await app.close();
  await client.db().dropDatabase();
  await client.close();
});

const service = { name: 'Shave', category: 'beard', duration: 30, price: { amount: 1_500, currency: 'GBP' } };
const lines = (message: string) => log.filter((line) => line.message === message);

/** Makes the catalogue talk, or fail, deep inside a request: in its repository, in the middle of the transaction. */
async function during<T>(happening: () => void, work: () => Promise<T>): Promise<T> {
  const repository = app.get(CatalogueRepository, { strict: false });
  const insert = repository.insert.bind(repository);
  repository.insert = async (...args) => {
    await insert(...args);
    happening();
    app.get(UnitOfWork).afterCommit(() => logger.log('after the commit'));
  };
  try {
    return await work();
  } finally {
    repository.insert = insert;
  }
}

describe('a line written during a request', () => {
  it.each([
    ['a body', JSON.stringify(service)],
    ['a body that comes in many pieces', JSON.stringify(service) + ' '.repeat(90_000)],
  ])('carries its id and its user, however deep inside (%s)', async (what, body) => {
    const client = admin.http.with({ 'x-request-id': 'my-request', 'idempotency-key': what });
    const answer = await during(
      () => logger.log('deep inside'),
      () => client.post('/services', body),
    );
    expect([answer.status, answer.headers.get('x-request-id')]).toEqual([201, 'my-request']);
    for (const message of ['deep inside', 'after the commit'])
      expect(lines(message)).toMatchObject([{ requestId: 'my-request', userId: admin.id }]);
  });

  it('belongs to that request only, when many run at once', async () => {
    let count = 0;
    await during(
      () => logger.log(`inside ${count++}`),
      () =>
        Promise.all(
          Array.from({ length: 20 }, (_, i) =>
            admin.http.with({ 'x-request-id': `r${i}` }).post('/services', { ...service, name: `Shave ${i}` }),
          ),
        ),
    );
    const ids = log
      .filter(({ message }) => String(message).startsWith('inside '))
      .map(({ requestId }) => requestId as string);
    expect(ids.sort()).toEqual(Array.from({ length: 20 }, (_, i) => `r${i}`).sort());
  });

  it('has an id of ours when the client’s is missing or of wrong form', async () => {
    for (const given of [undefined, 'a b', 'x'.repeat(129), '<script>']) {
      const { headers } = await http.with(given === undefined ? {} : { 'x-request-id': given }).get('//health/live');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('an error nobody expected', () => {
  it('answers 500 without a detail and is logged once, with its stack and the request', async () => {
    const fail = () => {
      throw new Error('the database said mongodb://grome:hunter2@db:27017 no');
    };
    const answer = await during(fail, () => admin.http.with({ 'x-request-id': 'broken' }).post('/services', service));
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal-error', requestId: 'broken' } });
    expect(JSON.stringify(answer.body)).not.toMatch(/database|hunter2/);
    const logged = log.filter(({ requestId }) => requestId === 'broken');
    expect(logged).toMatchObject([{ level: 'error', stack: expect.stringContaining('e2e-spec.ts'), userId: admin.id }]);
    expect(JSON.stringify(logged)).not.toContain('hunter2');
  });
});

describe('signing up', () => {
  it('leaves neither the password nor the address in the log', async () => {
    const person = await signUp(http, 'customer');
    await http.post('/auth/signup', {
      email: person.email,
      password: 'Correct-horse-1',
      name: 'Again',
      role: 'customer',
    });
    await http.post('/auth/signin', { email: person.email, password: 'wrong-password-1' });
    expect(JSON.stringify(log)).not.toContain(person.email);
    expect(JSON.stringify(log)).not.toMatch(/Correct-horse|wrong-password/);
  });
});

it('serves the document that is in the repository', async () => {
  const { body } = await http.get('//docs-json');

  expect(body).toEqual(JSON.parse(await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8')));
});

describe('health', () => {
  it('is live and ready while everything answers', async () => {
    expect(await http.get('//health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await http.get('//health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ok', mongodb: 'up', redis: 'up' },
    });
  });

  it('is not ready, but still live and serving, while the node that shuts down waits for its workers', async () => {
    const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<number>()];
    app.get(FeedService, { strict: false }).sendUnsent = () => (begun.resolve(), ended.promise);
    await begun.promise;
    const closed = app.close();
    const ready = await http.get('//health/ready');
    expect([ready.status, ready.body.code, ready.headers.get('retry-after')]).toEqual([503, 'not-ready', '1']);
    expect(ready.headers.get('content-type')).toContain('application/problem+json');
    expect((await http.get('//health/live')).status).toBe(200);
    expect((await http.get('/services')).status).toBe(200);
    ended.resolve(0);
    await closed;
  });
});
