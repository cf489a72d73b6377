import { EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { LatestOnly } from './latest-only.ts';

/** A connection whose transport takes one packet at a time, when the test tells the transport to. */
class Connection extends EventEmitter {
  writeBuffer: unknown[] = [];
  transport = Object.assign(new EventEmitter(), { writable: true });

  /** Lets the client read again and waits until everything that follows has happened. */
  async resume(): Promise<void> {
    this.transport.writable = true;
    this.transport.emit('ready');
    await turn();
  }
}

let conn: Connection;
let sent: unknown[];
let latest: LatestOnly;
/** Subjects that may not be seen any more. */
let ended: Set<string>;
beforeEach(() => {
  ended = new Set();
  conn = new Connection();
  sent = [];
  const emit = (name: string, data: unknown) => {
    sent.push([name, data]);
    conn.transport.writable = false;
  };
  latest = new LatestOnly({ conn, emit }, (subject) => Promise.resolve(!ended.has(subject)));
});

describe('when only the latest message counts', () => {
  it('a message is sent at once when the connection is free', () => {
    latest.send('a', 'fix', 1);
    expect(sent).toEqual([['fix', 1]]);
  });

  it('a client that stops reading gets only the latest message of each name and subject when it reads again', async () => {
    latest.send('a', 'fix', 0);
    for (let i = 1; i <= 100; i++)
      for (const [subject, name] of [
        ['a', 'fix'],
        ['a', 'eta'],
        ['b', 'fix'],
      ])
        latest.send(subject!, name!, `${subject}${i}`);
    expect(sent).toHaveLength(1);
    for (let i = 0; i < 5; i++) await conn.resume();
    expect(sent.slice(1)).toEqual([
      ['fix', 'a100'],
      ['eta', 'a100'],
      ['fix', 'b100'],
    ]);
  });

  it('a message is not queued behind other packets that wait', async () => {
    conn.writeBuffer = ['a durable message'];
    latest.send('a', 'fix', 1);
    expect(sent).toEqual([]);
    conn.writeBuffer = [];
    await conn.resume();
    expect(sent).toEqual([['fix', 1]]);
  });

  it('a message that is dropped while it waits is never sent', async () => {
    conn.transport.writable = false;
    latest.send('a', 'fix', 1);
    latest.send('b', 'fix', 2);
    latest.drop('a');
    await conn.resume();
    await conn.resume();
    expect(sent).toEqual([['fix', 2]]);
  });

  it('a waiting message is not sent when its subject has ended, even if the message came after the end', async () => {
    conn.transport.writable = false;
    latest.send('a', 'fix', 'before');
    ended.add('a');
    latest.send('a', 'eta', 'after');
    latest.send('b', 'fix', 'of another');
    await conn.resume();
    await conn.resume();
    expect(sent).toEqual([['fix', 'of another']]);
  });

  it('a waiting message is not sent when the check of its subject fails', async () => {
    latest = new LatestOnly({ conn, emit: (name, data) => sent.push([name, data]) }, () =>
      Promise.reject(new Error('away')),
    );
    conn.transport.writable = false;
    latest.send('a', 'fix', 1);
    await conn.resume();
    expect(sent).toEqual([]);
    latest.send('a', 'fix', 2);
    expect(sent).toEqual([['fix', 2]]);
  });

  it('a message that comes during the check replaces the waiting message, and is sent only if the check allows it', async () => {
    const answers: ((may: boolean) => void)[] = [];
    latest = new LatestOnly(
      { conn, emit: (name, data) => sent.push([name, data]) },
      () => new Promise((answer) => answers.push(answer)),
    );
    for (const may of [false, true]) {
      conn.transport.writable = false;
      latest.send('a', 'fix', 'older');
      await conn.resume();
      latest.send('a', 'fix', 'newer');
      expect(sent).toEqual([]);
      answers.shift()!(may);
      await turn();
    }
    expect(sent).toEqual([['fix', 'newer']]);
  });

  it('a waiting message is sent over a new transport after an upgrade', async () => {
    conn.transport.writable = false;
    latest.send('a', 'fix', 1);
    const first = conn.transport;
    conn.transport = Object.assign(new EventEmitter(), { writable: true });
    conn.emit('upgrade');
    await turn();
    expect(sent).toEqual([['fix', 1]]);
    expect([first.listenerCount('ready'), conn.listenerCount('upgrade')]).toEqual([0, 0]);
  });
});
