import { readFileSync } from 'node:fs';
import { RIGHTS, type Row } from '../support/rights-table.ts';
import { PEOPLE, RightsWorld, type Who } from '../support/rights-world.ts';

let world: RightsWorld;
beforeAll(async () => {
  world = await RightsWorld.open();
});
afterAll(() => world.close());

const CELLS = RIGHTS.length * PEOPLE.length;

async function statusFor({ route, call }: Row, who: Who): Promise<number> {
  const [method, path] = route.split(' ') as [string, string];
  const { id, query, body } = await call(world, who);
  const target = path.replace(/\{\w+\}/, id ?? '') + (query === undefined ? '' : `?${query}`);
  // Looked up after the call was made: making it may sign somebody in again.
  return (await world.http(who).send(method, target, body)).status;
}

describe(`who may do what over HTTP: ${RIGHTS.length} routes, ${CELLS} cells`, () => {
  it('every route of the document has a row, and no other', () => {
    const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as { paths: Record<string, object> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${shortened(path)}`),
    );
    expect(RIGHTS.map(({ route }) => route.replace(/\{\w+\}/, '{}')).sort()).toEqual(routes.sort());
  });

  it.each(RIGHTS.map((row) => [row.route, row] as const))('%s', async (_route, row) => {
    const seen: Partial<Record<Who, number>> = {};
    for (const who of PEOPLE) seen[who] = await statusFor(row, who);
    expect(seen).toEqual(row.statuses);
  });
});

const shortened = (path: string): string =>
  (path.startsWith('/api/v1') ? path.slice('/api/v1'.length) : `/${path}`).replace(/\{\w+\}/, '{}');
