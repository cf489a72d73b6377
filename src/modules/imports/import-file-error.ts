/** A place in a file. Both numbers are counted from 1. */
export interface FilePlace {
  line?: number;
  feature?: number;
}

/** A problem of the user's file, with the place in the file. The message is shown without a stack. */
export class ImportFileError extends Error {
  readonly problem: string;
  readonly line?: number;
  readonly feature?: number;

  constructor(problem: string, { line, feature }: FilePlace = {}) {
    const place = [line && `line ${line}`, feature && `feature ${feature}`].filter(Boolean).join(', ');
    super(place ? `${place}: ${problem}` : problem);
    this.name = 'ImportFileError';
    this.problem = problem;
    this.line = line;
    this.feature = feature;
  }
}
