/** One entry of the published catalogue (`docs/problems.md`). */
export interface ProblemType {
  code: string;
  status: number;
  title: string;
  /** What the client did and can do about it. */
  meaning: string;
}

const catalogue = new Map<string, ProblemType>();

/** The named error that services throw; edges map it to the wire (RFC 9457). `extra` becomes members of the problem. */
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

/** Makes the error (`throw slotTaken()`) and names the problem where problems are listed (`@Returns(201, View, [slotTaken])`). */
export interface ProblemFactory {
  (detail?: string, extra?: Record<string, unknown>): Problem;
  readonly type: ProblemType;
}

/** Declares a problem once. Throws when the code is taken. */
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
