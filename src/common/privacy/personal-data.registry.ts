import { Injectable } from '@nestjs/common';
import type { ExportFile, PersonalData } from './personal-data.ts';

/** The personal data of every module. The list is complete once the application has started. */
@Injectable()
export class PersonalDataRegistry {
  private readonly parts: PersonalData[] = [];

  add(part: PersonalData): void {
    this.parts.push(part);
  }

  /** All modules, sorted by name. Throws when two modules have the same name. */
  get modules(): readonly PersonalData[] {
    const sorted = this.parts.toSorted((a, b) => a.module.localeCompare(b.module));
    const twice = sorted.find(({ module }, index) => module === sorted[index + 1]?.module);
    if (twice) throw new Error(`Two modules register personal data as "${twice.module}".`);
    return sorted;
  }

  /** Files of an export, by name. */
  get files(): readonly ExportFile[] {
    return this.parts.flatMap(({ files }) => files).toSorted((a, b) => a.name.localeCompare(b.name));
  }

  /** Collections that are not exported, and why. */
  get notExported(): Readonly<Record<string, string>> {
    return Object.assign({}, ...this.modules.map(({ notExported }) => notExported)) as Record<string, string>;
  }

  /** Collections that never name a person. */
  get impersonal(): readonly string[] {
    return this.modules.flatMap(({ impersonal }) => impersonal);
  }
}
