import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { AuditRepository } from './audit.repository.ts';

const PAGE = 1_000;

/** The log outlives the account: it is the proof of what admins did, and names people by their ids only. */
@Injectable()
export class AuditPersonalData extends PersonalData {
  readonly module = 'audit';
  override readonly files = [
    {
      name: 'audit',
      about: 'what admins decided about you, or you as one',
      collections: ['audit'],
      rows: (userId: string) => this.rows(userId),
    },
  ];
  override readonly impersonal = ['audit_head'];

  constructor(
    registry: PersonalDataRegistry,
    private readonly audit: AuditRepository,
  ) {
    super(registry);
  }

  /** Decisions about the person do not name the admin; what the person did as an admin does not name those it was about. */
  private async *rows(userId: string): AsyncGenerator<object> {
    let page = await this.audit.listOf(userId, PAGE);
    while (page.length) {
      for (const { at, actorId, action, details } of page)
        yield actorId === userId ? { at, by: 'you', action } : { at, by: 'an admin', action, details };
      page = await this.audit.listOf(userId, PAGE, page.at(-1)!.seq);
    }
  }
}
