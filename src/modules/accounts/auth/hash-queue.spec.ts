import { HashQueue } from './hash-queue.ts';

/** Work that runs until it is told to end. */
function slowWork() {
  const ends: (() => void)[] = [];
  let started = 0;
  const work = () => {
    const number = ++started;
    return new Promise<number>((resolve) => ends.push(() => resolve(number)));
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { work, ends, settle, started: () => started };
}

describe('the queue before slow work', () => {
  it('lets two run, two wait in order, and turns the fifth away at once', async () => {
    const { work, ends, settle, started } = slowWork();
    const queue = new HashQueue(2, 2, () => new Error('full'));
    const results = [1, 2, 3, 4].map(() => queue.run(work));
    await expect(queue.run(work)).rejects.toThrow('full');
    await settle();
    expect(started()).toBe(2);
    for (let index = 0; index < 4; index++) {
      ends[index]!();
      await settle();
      expect(started()).toBe(Math.min(index + 3, 4));
    }
    expect(await Promise.all(results)).toEqual([1, 2, 3, 4]);
  });

  it('gives the place back when the work fails', async () => {
    const queue = new HashQueue(1, 0, () => new Error('full'));
    await expect(queue.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(queue.run(() => Promise.resolve('next'))).resolves.toBe('next');
  });
});
