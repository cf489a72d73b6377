import { AsyncLocalStorage } from 'node:async_hooks';
import { Turns } from './turns.ts';

let turns: Turns;
let log: string[];
beforeEach(() => {
  turns = new Turns();
  log = [];
});
const work = (name: string) => async () => {
  log.push(`${name} begins`);
  await new Promise(setImmediate);
  log.push(`${name} ends`);
  return name;
};

test('who comes second for the same key waits for the first', async () => {
  expect(await Promise.all([turns.take('ann', work('a')), turns.take('ann', work('b'))])).toEqual(['a', 'b']);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('another key waits for nobody', async () => {
  await Promise.all([turns.take('ann', work('a')), turns.take('bob', work('b'))]);
  expect(log).toEqual(['a begins', 'b begins', 'a ends', 'b ends']);
});

test('a failure is the caller’s own and lets the next one in', async () => {
  const failed = turns.take('ann', () => Promise.reject(new Error('no')));
  const next = turns.take('ann', work('b'));
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('b');
});

test('the work still knows on whose behalf it runs', async () => {
  const actor = new AsyncLocalStorage<string>();
  const ask = (name: string) => actor.run(name, () => turns.take('ann', () => Promise.resolve(actor.getStore())));
  expect(await Promise.all([ask('carla'), ask('dan')])).toEqual(['carla', 'dan']);
});

test('nothing is left behind', async () => {
  await Promise.all([turns.take('ann', work('a')), turns.take('ann', work('b'))]);
  expect(turns).toEqual(new Turns());
});
