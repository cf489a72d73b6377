import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { AuditRepository } from './audit.repository.ts';

const PAGE = 1_000;

/** The log is not erased with an account, because it proves what admins did. It names people only by their ids. */
@Injectable()
export class AuditPersonalData extends PersonalData {
  readonly module = 'audit';
  override readonly files = [
    {
      name: 'audit',
      about: 'what admins decided about you, and what you did as an admin',
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

  /**
   * Yields decisions about the person without the admin, and actions of the person as an admin without the people they concern.
   */
  private async *rows(userId: string): AsyncGenerator<object> {
    let page = await this.audit.listOf(userId, PAGE);
    while (page.length) {
      for (const { at, actorId, action, details } of page)
        yield actorId === userId ? { at, by: 'you', action } : { at, by: 'an admin', action, details };
      page = await this.audit.listOf(userId, PAGE, page.at(-1)!.seq);
    }
  }
}
