import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { decodeCursor, mapPage, toPage } from '../../../common/shapes/pagination.ts';
import { BEGINNING, faultOf, hashOf, type Link } from './audit-chain.ts';
import { toAuditView, type AuditPage, type ListAudit } from './audit.dto.ts';
import { AuditRepository } from './audit.repository.ts';

/** An action that the log records. */
export interface AuditedAction {
  /** The id of the event that the entry records. */
  id: string;
  at: Date;
  actorId: string;
  action: string;
  details: Record<string, unknown>;
}

/** The result of a verification: the chain is whole up to entry `entries`, and `fault` says what is wrong after that. */
export interface Verdict {
  entries: number;
  head: string;
  fault?: string;
}

const PAGE = 1_000;

/** The log of what admins did. Entries are appended and never changed. */
@Injectable()
export class AuditService {
  constructor(
    private readonly audit: AuditRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Appends an entry, last in the unit of work, because every entry writes the end of the chain. */
  @InUnitOfWork()
  record({ id, at, actorId, action, details }: AuditedAction): void {
    this.unitOfWork.beforeCommit(async () => {
      const { seq, hash: previousHash } = (await this.audit.head()) ?? BEGINNING;
      const entry = { id, seq: seq + 1, at, actorId, action, details, previousHash, hash: '' };
      await this.audit.append({ ...entry, hash: hashOf(entry) });
    });
  }

  /** Returns a page of entries, newest first. */
  async list({ limit, cursor, actorId, action }: ListAudit): Promise<AuditPage> {
    const before = cursor === undefined ? undefined : decodeCursor(cursor, z.int());
    const filter = { ...(actorId !== undefined && { actorId }), ...(action !== undefined && { action }) };
    const found = await this.audit.list(filter, limit + 1, before);
    return mapPage(
      toPage(found, limit, ({ seq }) => seq),
      toAuditView,
    );
  }

  /**
   * Verifies the whole chain. A chain whose end was cut off, or that was forged as a whole, is found by the hash of an entry that
   * somebody noted earlier.
   */
  async verify(noted?: string): Promise<Verdict> {
    const head = (await this.audit.head()) ?? BEGINNING;
    let previous: Link = BEGINNING;
    let hasNoted = noted === undefined;
    while (previous.seq < head.seq) {
      const page = await this.audit.page(previous.seq, PAGE);
      if (!page.length) break;
      for (const entry of page) {
        const fault = faultOf(entry, previous);
        if (fault) return { entries: previous.seq, head: previous.hash, fault };
        previous = entry;
        hasNoted ||= entry.hash === noted;
      }
    }
    const { seq: entries, hash } = previous;
    // Entries that were appended during the verification come after the head that was read at its beginning.
    if (entries < head.seq || (entries === head.seq && hash !== head.hash))
      return { entries, head: hash, fault: `the chain ends at entry ${entries}, its head is entry ${head.seq}` };
    return { entries, head: hash, ...(!hasNoted && { fault: `no entry has the hash ${noted}` }) };
  }
}
