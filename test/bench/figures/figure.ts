import type { Dataset } from '../data/dataset.ts';
import type { Comparison } from '../load/rounds.ts';
import type { Options } from '../options.ts';
import type { Stage } from '../stage.ts';

export interface Loaded {
  uri: string;
  data: Dataset;
}

/** What every figure is given. Databases are made when somebody asks for them, once. */
export interface Bench {
  stage: Stage;
  options: Options;
  /** The dataset. */
  full: () => Promise<Loaded>;
  /** The same barbers, of whom nobody has a past. */
  fresh: () => Promise<Loaded>;
}

/** A limit set before it was measured. */
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
  /** What ours and the floor did, in sentences. */
  about: string[];
  comparisons: Comparison[];
  aims: Aim[];
}

export interface Figure {
  name: string;
  measure(bench: Bench): Promise<Result>;
}

/** API process and database together, per request. */
export const cpuTogether = ({ ours }: Comparison): number => ours.cpu!.process + ours.cpu!.mongod;
export const cpuOfFloor = ({ floor }: Comparison): number => floor.cpu!.process + floor.cpu!.mongod;
