import { EventEmitter } from 'node:events';
import { LatestOnly } from './latest-only.ts';

/** A connection whose transport takes one packet at a time, when the test says so. */
class Connection extends EventEmitter {
  writeBuffer: unknown[] = [];
  transport = Object.assign(new EventEmitter(), { writable: true });

  /** The reader reads again. */
  resume(): void {
    this.transport.writable = true;
    this.transport.emit('ready');
  }
}

let conn: Connection;
let sent: unknown[];
let latest: LatestOnly;
beforeEach(() => {
  conn = new Connection();
  sent = [];
  const emit = (name: string, data: unknown) => {
    sent.push([name, data]);
    conn.transport.writable = false;
  };
  latest = new LatestOnly({ conn, emit });
});

describe('of messages of which only the latest counts', () => {
  it('one is sent at once when the connection is free', () => {
    latest.send('a', 'fix', 1);
    expect(sent).toEqual([['fix', 1]]);
  });

  it('a reader who stops gets the latest of each kind and room when he goes on, and nothing in between', () => {
    latest.send('a', 'fix', 0);
    for (let i = 1; i <= 100; i++)
      for (const [room, name] of [
        ['a', 'fix'],
        ['a', 'eta'],
        ['b', 'fix'],
      ])
        latest.send(room!, name!, `${room}${i}`);
    expect(sent).toHaveLength(1);
    for (let i = 0; i < 5; i++) conn.resume();
    expect(sent.slice(1)).toEqual([
      ['fix', 'a100'],
      ['eta', 'a100'],
      ['fix', 'b100'],
    ]);
  });

  it('none is put behind other packets that wait', () => {
    conn.writeBuffer = ['a durable message'];
    latest.send('a', 'fix', 1);
    expect(sent).toEqual([]);
    conn.writeBuffer = [];
    conn.resume();
    expect(sent).toEqual([['fix', 1]]);
  });

  it('what is taken back while it waits is never sent', () => {
    conn.transport.writable = false;
    latest.send('a', 'fix', 1);
    latest.send('b', 'fix', 2);
    latest.drop('a');
    conn.resume();
    conn.resume();
    expect(sent).toEqual([['fix', 2]]);
  });

  it('one goes on over the transport that took the place of the first', () => {
    conn.transport.writable = false;
    latest.send('a', 'fix', 1);
    const first = conn.transport;
    conn.transport = Object.assign(new EventEmitter(), { writable: true });
    conn.emit('upgrade');
    expect(sent).toEqual([['fix', 1]]);
    expect([first.listenerCount('ready'), conn.listenerCount('upgrade')]).toEqual([0, 0]);
  });
});
