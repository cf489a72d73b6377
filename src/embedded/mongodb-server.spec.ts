import { startPatiently } from './mongodb-server.ts';

/** The error that MongoDB answers when a configuration arrives while MongoDB still reads its own. */
const configuring = () =>
  Object.assign(new Error('Cannot run replSetReconfig because the node is currently updating its configuration'), {
    code: 109,
  });

/** Fails once with each of these errors, and then succeeds. */
function starting(...errors: Error[]) {
  const calls = { count: 0 };
  const start = () => {
    const error = errors[calls.count++];
    return error ? Promise.reject(error) : Promise.resolve();
  };
  return { start, calls };
}

test('a MongoDB that still takes up its configuration after a crash is started again', async () => {
  const { start, calls } = starting(configuring(), configuring());
  await startPatiently(start);
  expect(calls.count).toBe(3);
});

test('but not for ever', async () => {
  const { start, calls } = starting(...Array.from({ length: 9 }, configuring));
  await expect(startPatiently(start)).rejects.toThrow('currently updating');
  expect(calls.count).toBe(5);
});

test('any other failure is told at once', async () => {
  const { start, calls } = starting(new Error('disk full'));
  await expect(startPatiently(start)).rejects.toThrow('disk full');
  expect(calls.count).toBe(1);
});
