/** One entry of the published catalogue (`docs/problems.md`). */
export interface ProblemType {
  code: string;
  status: number;
  title: string;
  /** Why the request was refused and what the client can do. */
  meaning: string;
}

const catalogue = new Map<string, ProblemType>();

/**
 * The named error that services throw. Controllers and gateways answer with the error as a problem (RFC 9457). The entries of
 * `extra` become members of the problem.
 */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly extra: Record<string, unknown>;

  constructor(type: ProblemType, detail?: string, extra: Record<string, unknown> = {}) {
    super(detail ?? type.meaning);
    this.name = 'Problem';
    this.type = type;
    this.extra = extra;
  }

  get code(): string {
    return this.type.code;
  }

  get status(): number {
    return this.type.status;
  }
}

/** Makes the error (`throw slotTaken()`). Lists of problems use the factory as a name (`@Returns(201, View, [slotTaken])`). */
export interface ProblemFactory {
  (detail?: string, extra?: Record<string, unknown>): Problem;
  readonly type: ProblemType;
}

/** Adds a problem to the catalogue. Throws when the code is already declared. */
export function defineProblem(code: string, status: number, title: string, meaning: string): ProblemFactory {
  if (catalogue.has(code)) throw new Error(`problem "${code}" is declared twice`);
  const type = { code, status, title, meaning };
  catalogue.set(code, type);
  return Object.assign((detail?: string, extra?: Record<string, unknown>) => new Problem(type, detail, extra), {
    type,
  });
}

export const problemCatalogue = (): ProblemType[] =>
  [...catalogue.values()].sort((a, b) => a.code.localeCompare(b.code));
