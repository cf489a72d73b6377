import { beforeDeadline } from './deadline.ts';

it('what is done in time is done', async () => {
  expect(await beforeDeadline(Promise.resolve('done'), 1_000)).toBe('done');
  await expect(beforeDeadline(Promise.reject(new Error('refused')), 1_000)).rejects.toThrow('refused');
});

it('what takes longer is not waited for, and may fail later without harm', async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  await expect(beforeDeadline(promise, 5)).rejects.toThrow('no answer within 5 ms');
  reject(new Error('much later'));
  await expect(promise).rejects.toThrow('much later');
});
