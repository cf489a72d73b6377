import { Feed, type Message, type Page } from './feed.ts';
import { Kept, MemoryKeep } from './storage.ts';

const message = (seq: number): Message => ({ seq, name: 'notification.created', data: {}, at: '2026-01-01T00:00:00Z' });
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

/** A device and the feed of its user with `latest` messages; the messages up to number `trimmed` are gone. */
function device({ since = 0, latest = 0, trimmed = 0, perPage = 500 } = {}) {
  const log = { latest, trimmed, fails: 0 };
  const told: (number | 'trimmed')[] = [];
  const ask = (from: number): Promise<Page> => {
    if (log.fails-- > 0) return Promise.reject(new Error('nobody answers'));
    const events = upTo(log.latest)
      .filter((seq) => seq > Math.max(from, log.trimmed))
      .map(message);
    const complete = from >= log.latest || from >= log.trimmed;
    const page = { events: events.slice(0, perPage), more: events.length > perPage, latest: log.latest, complete };
    return Promise.resolve(page);
  };
  const kept = new Kept<number>(new MemoryKeep(), 'position');
  const feed = new Feed({
    ask,
    tell: ({ seq }) => told.push(seq),
    trimmed: () => told.push('trimmed'),
    pause: () => Promise.resolve(),
  });
  const open = async () => {
    await kept.write(since || undefined);
    await feed.open(kept);
    feed.handshake();
    return feed;
  };
  return { log, told, kept, feed, open };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a device', () => {
  it('asks for what is missing, page by page', async () => {
    const { told, feed, open } = device({ since: 2, latest: 10, perPage: 3 });
    await open();
    feed.ready(10);
    await settled();
    expect(told).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect(feed.asked).toBe(3);
  });

  it('asks for nothing while what it missed is still being sent', async () => {
    const { told, feed, open } = device({ since: 2, latest: 4 });
    await open();
    feed.take(message(4));
    await settled();
    expect(feed.asked).toBe(0);
    feed.take(message(3));
    feed.ready(4);
    await settled();
    expect(told).toEqual([3, 4]);
    expect(feed.asked).toBe(0);
  });

  it('asks again when nobody answered', async () => {
    const { log, told, feed, open } = device({ since: 1, latest: 3 });
    log.fails = 3;
    await open();
    feed.ready(3);
    await settled();
    expect(told).toEqual([2, 3]);
    expect(feed.asked).toBe(4);
  });

  it('is told that its past is gone before it hears what came after', async () => {
    const { told, feed, open } = device({ since: 2, latest: 10, trimmed: 8 });
    await open();
    feed.ready(10);
    await settled();
    expect(told).toEqual(['trimmed', 9, 10]);
  });

  it('is told that its past is gone when the server has no message left', async () => {
    const { told, feed, open } = device({ since: 2, latest: 10, trimmed: 10 });
    await open();
    feed.ready(10);
    await settled();
    expect(told).toEqual(['trimmed']);
    expect(feed.last).toBe(10);
  });

  it('is told that its past is gone when the server began a new feed, and gets the messages of the new feed', async () => {
    const { log, told, feed, open } = device({ since: 50, latest: 3 });
    await open();
    feed.ready(3);
    log.latest = 4;
    feed.take(message(4));
    await settled();
    expect(told).toEqual(['trimmed', 4]);
  });

  it('stores the number it has reached, also when no message has come yet', async () => {
    const { kept, feed, open } = device();
    await open();
    feed.ready(7);
    expect(await kept.read()).toBe(7);
    feed.take(message(8));
    expect(await kept.read()).toBe(8);
  });
});
