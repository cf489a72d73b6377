import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { decodeCursor, encodeCursor } from '../../common/http/pagination.ts';
import { BEGINNING, faultOf, hashOf, type Link } from './audit-chain.ts';
import { toAuditView, type AuditPage, type ListAudit } from './audit.dto.ts';
import { AuditRepository } from './audit.repository.ts';

export interface Deed {
  /** Of the fact it is about. */
  id: string;
  at: Date;
  actorId: string;
  action: string;
  details: Record<string, unknown>;
}

/** How the chain was found: whole up to `entries`, or where it is broken. */
export interface Verdict {
  entries: number;
  head: string;
  fault?: string;
}

const PAGE = 1_000;

/** The log of what people with special rights did: appended to, never changed. */
@Injectable()
export class AuditService {
  constructor(
    private readonly audit: AuditRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** In the caller's unit of work, last: the end of the chain is everybody's. */
  record({ id, at, actorId, action, details }: Deed): void {
    this.unitOfWork.beforeCommit(async () => {
      const { seq, hash: previousHash } = (await this.audit.head()) ?? BEGINNING;
      const entry = { id, seq: seq + 1, at, actorId, action, details, previousHash, hash: '' };
      await this.audit.append({ ...entry, hash: hashOf(entry) });
    });
  }

  /** Newest first. */
  async list({ limit, cursor, actorId, action }: ListAudit): Promise<AuditPage> {
    const before = cursor === undefined ? undefined : decodeCursor(cursor, z.int());
    const filter = { ...(actorId !== undefined && { actorId }), ...(action !== undefined && { action }) };
    const found = await this.audit.list(filter, limit + 1, before);
    const page = found.slice(0, limit);
    const nextCursor = found.length > limit ? encodeCursor(page.at(-1)!.seq) : null;
    return { items: page.map(toAuditView), nextCursor };
  }

  /** What admins decided about somebody, without who they are; and that the person did something as one, not to whom. */
  async *exportOf(userId: string): AsyncGenerator<object> {
    for (let page, last; (page = await this.audit.listOf(userId, PAGE, last)).length; last = page.at(-1)!.seq)
      for (const { at, actorId, action, details } of page)
        yield actorId === userId ? { at, by: 'you', action } : { at, by: 'an admin', action, details };
  }

  /** Walks the whole chain. What was cut off, or made anew altogether, shows by the hash of an entry that somebody noted. */
  async verify(noted?: string): Promise<Verdict> {
    const head = (await this.audit.head()) ?? BEGINNING;
    let previous: Link = BEGINNING;
    let isThere = noted === undefined;
    for (let page; previous.seq < head.seq && (page = await this.audit.page(previous.seq, PAGE)).length;)
      for (const entry of page) {
        const fault = faultOf(entry, previous);
        if (fault) return { entries: previous.seq, head: previous.hash, fault };
        previous = entry;
        isThere ||= entry.hash === noted;
      }
    const { seq: entries, hash } = previous;
    // Entries that came while it was walked are beyond the head it began with.
    if (entries < head.seq || (entries === head.seq && hash !== head.hash))
      return { entries, head: hash, fault: `the chain ends at entry ${entries}, its head is entry ${head.seq}` };
    return { entries, head: hash, ...(!isThere && { fault: `no entry has the hash ${noted}` }) };
  }
}
