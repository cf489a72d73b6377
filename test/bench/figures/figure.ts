import type { Dataset } from '../data/dataset.ts';
import type { Comparison } from '../load/rounds.ts';
import type { Options } from '../options.ts';
import type { Stage } from '../stage.ts';

export interface Loaded {
  uri: string;
  data: Dataset;
}

/** What every figure gets. Each database is made once, when a figure asks for it. */
export interface Bench {
  stage: Stage;
  options: Options;
  /** Returns the dataset. */
  full: () => Promise<Loaded>;
  /** Returns the same barbers without past visits. */
  fresh: () => Promise<Loaded>;
}

/** A limit that was set before the measurement. */
export interface Aim {
  what: string;
  value: number;
  limit: number;
  sense: 'at least' | 'at most';
}

export const isMet = ({ value, limit, sense }: Aim): boolean =>
  sense === 'at least' ? value >= limit : value <= limit;

export interface Result {
  name: string;
  title: string;
  /** Sentences about what the application and the floor did. */
  about: string[];
  comparisons: Comparison[];
  aims: Aim[];
}

export interface Figure {
  name: string;
  measure(bench: Bench): Promise<Result>;
}

/** Returns the CPU time of the API process and the database together, in milliseconds per request. */
export const cpuTogether = ({ ours }: Comparison): number => ours.cpu!.process + ours.cpu!.mongod;
export const cpuOfFloor = ({ floor }: Comparison): number => floor.cpu!.process + floor.cpu!.mongod;
