import type { PersonalDataRegistry } from './personal-data.registry.ts';

/** One JSON file in the export of a person's data. */
export interface ExportFile {
  /** Name of the file without its ending. */
  name: string;
  /** What the file holds, in words for the person. */
  about: string;
  /** Collections that the rows come from. */
  collections: readonly string[];
  /** Every row about the user, as the user may see it. Links in a row work for `linkSeconds`. */
  rows(userId: string, linkSeconds: number): AsyncIterable<object>;
}

/**
 * What one module knows about a person: how it is exported, why parts of it are not, and how it is erased. Each module has one
 * such class beside its repository, in `<module>.personal-data.ts`. Export, erasure, and the test that walks every collection
 * of the database read the registry, so a collection that no module decided about fails that test.
 */
export abstract class PersonalData {
  /** Name of the module. It is part of the key that proves an erasure, so it never changes. */
  abstract readonly module: string;
  /** Files of the export. */
  readonly files: readonly ExportFile[] = [];
  /** Collections that may name a person but are not exported, and why, in words for the person. */
  readonly notExported: Readonly<Record<string, string>> = {};
  /** Collections that never name a person. */
  readonly impersonal: readonly string[] = [];

  protected constructor(registry: PersonalDataRegistry) {
    registry.add(this);
  }

  /**
   * Erases what the module knows about the person. A job calls this after `user.erased`, outside a unit of work, because the
   * amount of data has no limit. The call may be repeated, so it must find only what is left.
   */
  erase?(userId: string): Promise<void>;
}
