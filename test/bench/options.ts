import { parseArgs } from 'node:util';
import { FULL, SMALL, type Size } from './data/size.ts';

export interface Options {
  /** Names of figures. An empty list means all figures. */
  names: string[];
  rounds: number;
  /** The length of a round in seconds. */
  seconds: number;
  small: boolean;
  size: Size;
  profile: boolean;
  json: boolean;
}

export const USAGE = `npm run bench [-- NAME …] [--rounds 5] [--seconds 2] [--small] [--profile] [--json]
  NAME        nearby, availability, bookings, outbox, realtime, fan-out or connections
  --small     a small dataset and short rounds, to see that everything runs; docs/benchmarks.md stays as it is
  --profile   CPU profiles of every server in .cache/bench-profiles; figures are then worth nothing
  --json      the results once more, as the last line`;

export function readOptions(args: string[]): Options {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { rounds: { type: 'string' }, seconds: { type: 'string' }, small: flag, profile: flag, json: flag },
  });
  const { small, profile, json } = values;
  const rounds = Number(values.rounds ?? (small ? 1 : 5));
  const seconds = Number(values.seconds ?? (small ? 0.1 : 2));
  if (!(Number.isInteger(rounds) && rounds >= 1 && seconds > 0)) throw new Error(`Not that many.\n${USAGE}`);
  return { names: positionals, rounds, seconds, small, size: small ? SMALL : FULL, profile, json };
}
