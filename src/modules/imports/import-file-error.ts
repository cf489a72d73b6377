/** Both counted from 1. */
export interface FilePlace {
  line?: number;
  feature?: number;
}

/** What is wrong with the file the user gave, and where: its message is shown as it is, without a stack. */
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
