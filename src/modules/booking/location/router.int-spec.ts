import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OsrmRouter, Router } from './router.ts';
import type { Journey } from './eta.ts';

class SevenSeconds extends Router {
  override seconds = () => Promise.resolve(7);
}
const journey: Journey = {
  from: [-2.612345, 51.423456],
  to: [-2.5, 51.5],
  at: new Date('2035-03-05T12:00:00Z'),
  timezone: 'Europe/London',
};
const servers: Server[] = [];
const warnings: string[] = [];
const logger = { log: () => {}, error: () => {}, warn: (message: string) => void warnings.push(message) };
afterEach(() => {
  warnings.length = 0;
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A router with a service that answers like this. */
async function routerAt(listener: RequestListener): Promise<OsrmRouter> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return new OsrmRouter(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, new SevenSeconds(), logger);
}

describe('a routing service in OSRM’s format', () => {
  it('is asked for the way and says how long it takes', async () => {
    const asked: string[] = [];
    const router = await routerAt((request, response) => {
      asked.push(request.url!);
      response.end(JSON.stringify({ code: 'Ok', routes: [{ duration: 431.5, distance: 3_000 }], waypoints: [] }));
    });
    expect(await router.seconds(journey)).toBe(431.5);
    expect(asked).toEqual(['/route/v1/driving/-2.612345,51.423456;-2.5,51.5?overview=false']);
    expect(warnings).toEqual([]);
  });

  it.each<[string, RequestListener]>([
    ['knows no way', (_, response) => response.writeHead(400).end(JSON.stringify({ code: 'NoRoute', routes: [] }))],
    ['is broken', (_, response) => response.writeHead(502).end('<html>')],
    ['hangs up', (request) => request.socket.destroy()],
    ['never answers', () => {}],
  ])('that %s is done without, and the log does not say where anybody is', async (_what, listener) => {
    expect(await (await routerAt(listener)).seconds(journey)).toBe(7);
    expect(warnings).toHaveLength(1);
    expect(warnings.join()).not.toMatch(/51\.|2\.6/);
  });
});
