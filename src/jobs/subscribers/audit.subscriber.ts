import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-events.ts';
import { AuditService } from '../../modules/audit/audit.service.ts';
import { UsersService } from '../../modules/users/users.service.ts';
import { Subscriber } from './subscriber.ts';

/** Personal words stay where they can be erased. */
const LEFT_OUT = new Set(['actorId', 'notes']);

/** Writes down what admins did. */
@Injectable()
export class AuditSubscriber extends Subscriber {
  readonly name = 'audit';
  readonly events = [
    'user.suspended',
    'user.reinstated',
    'user.role-changed',
    'verification.approved',
    'verification.rejected',
    'verification.document-opened',
    'catalogue.changed',
    'booking.cancelled',
  ] as const;

  constructor(
    private readonly audit: AuditService,
    private readonly users: UsersService,
  ) {
    super();
  }

  async handle({ id, name, at, payload }: DomainEvent): Promise<void> {
    if (!('actorId' in payload) || payload.actorId === null) return;
    const { actorId } = payload;
    // A booking is cancelled by its parties, too: that is their own affair.
    if (name === 'booking.cancelled' && (await this.users.findById(actorId))?.role !== 'admin') return;
    const details = Object.fromEntries(Object.entries(payload).filter(([key]) => !LEFT_OUT.has(key)));
    this.audit.record({ id, at, actorId, action: name, details });
  }
}
