/**
 * Returns the seed of a random test. Each run has another seed, so that runs add up. `SEED=123` repeats a run. The seed is
 * printed, so that a failure seen once can be seen again.
 */
export function seedFor(name: string, env: string | undefined = process.env['SEED']): number {
  const given = env === undefined || env === '' ? undefined : Number(env);
  if (given !== undefined && !Number.isInteger(given)) throw new Error(`SEED must be a whole number, not "${env}"`);
  const seed = given ?? Math.floor(Math.random() * 2 ** 31);
  process.stdout.write(`${name}: seed ${seed} (repeat with SEED=${seed})\n`);
  return seed;
}
