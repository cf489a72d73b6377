import fc from 'fast-check';
import { InOrder } from './in-order.ts';

const message = (seq: number) => ({ seq });
const seqs = (messages: { seq: number }[]) => messages.map(({ seq }) => seq);

describe('numbered messages', () => {
  it('come out once each and in order, whatever order they came in', () => {
    const arrivals = fc
      .integer({ min: 1, max: 40 })
      .chain((n) => fc.tuple(fc.constant(n), fc.array(fc.integer({ min: 1, max: n }), { maxLength: 80 })))
      .chain(([n, again]) =>
        fc.tuple(
          fc.constant(n),
          fc.shuffledSubarray([...upTo(n), ...again], { minLength: n + again.length, maxLength: n + again.length }),
        ),
      );
    fc.assert(
      fc.property(arrivals, ([n, all]) => {
        const order = new InOrder<{ seq: number }>(0);
        expect(seqs(all.flatMap((seq) => order.offer(message(seq))))).toEqual(upTo(n));
        expect(order.hasGap).toBe(false);
        expect(order.repeats).toBe(all.length - n);
      }),
    );
  });

  it('wait for the one before them', () => {
    const order = new InOrder<{ seq: number }>(3);
    expect(order.offer(message(6))).toEqual([]);
    expect(order.offer(message(5))).toEqual([]);
    expect(order.hasGap).toBe(true);
    expect(seqs(order.offer(message(4)))).toEqual([4, 5, 6]);
    expect(order.hasGap).toBe(false);
  });

  it('count as missing when the server names a later number', () => {
    const order = new InOrder<{ seq: number }>(3);
    order.heardOf(4);
    expect(order.hasGap).toBe(true);
    order.offer(message(4));
    expect(order.hasGap).toBe(false);
  });
});

describe('a device that holds nothing', () => {
  it('begins after the latest', () => {
    const order = new InOrder<{ seq: number }>();
    expect(order.begin(7)).toEqual([]);
    expect(seqs(order.offer(message(8)))).toEqual([8]);
  });

  it('keeps what came while it connected, also when it is among the latest', () => {
    const order = new InOrder<{ seq: number }>();
    expect(order.offer(message(7))).toEqual([]);
    expect(order.hasGap).toBe(false);
    expect(seqs(order.begin(7))).toEqual([7]);
  });
});

it('messages that no longer exist are skipped, and the messages that waited behind them come out', () => {
  const order = new InOrder<{ seq: number }>(2);
  order.offer(message(9));
  order.offer(message(11));
  expect(seqs(order.skipTo(9))).toEqual([]);
  expect(seqs(order.offer(message(10)))).toEqual([10, 11]);
});

it('a feed that began anew is read from its end', () => {
  const order = new InOrder<{ seq: number }>(50);
  order.offer(message(60));
  order.restart(3);
  expect(order.hasGap).toBe(false);
  expect(seqs(order.offer(message(4)))).toEqual([4]);
});

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
