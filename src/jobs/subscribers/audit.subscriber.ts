import { Injectable } from '@nestjs/common';
import type { DomainEvent, DomainEvents } from '../../common/events/domain-events.ts';
import { AuditService } from '../../modules/records/audit/audit.service.ts';
import { UsersService } from '../../modules/accounts/users/users.service.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/** Fields that the audit log leaves out. Entries of the log cannot be erased, and `notes` may contain personal data. */
const LEFT_OUT = new Set(['actorId', 'notes']);

/** Records the actions of admins in the audit log. */
@Injectable()
export class AuditSubscriber extends Subscriber {
  readonly name = 'audit';
  readonly on = {
    'user.suspended': (_, event) => this.record(event),
    'user.reinstated': (_, event) => this.record(event),
    'user.role-changed': (_, event) => this.record(event),
    'verification.approved': (_, event) => this.record(event),
    'verification.rejected': (_, event) => this.record(event),
    'verification.document-opened': (_, event) => this.record(event),
    'catalogue.changed': (_, event) => this.record(event),
    'booking.cancelled': (fact, event) => this.cancelled(fact, event),
  } satisfies Handlers;

  constructor(
    private readonly audit: AuditService,
    private readonly users: UsersService,
  ) {
    super();
  }

  /** Records a cancellation only if an admin cancelled, because the parties of a booking cancel bookings too. */
  private async cancelled({ actorId }: DomainEvents['booking.cancelled'], event: DomainEvent): Promise<void> {
    if (actorId !== null && (await this.users.findById(actorId))?.role === 'admin') await this.record(event);
  }

  private record({ id, name, at, payload }: DomainEvent): Promise<void> {
    if ('actorId' in payload && payload.actorId !== null) {
      const details = Object.fromEntries(Object.entries(payload).filter(([key]) => !LEFT_OUT.has(key)));
      this.audit.record({ id, at, actorId: payload.actorId, action: name, details });
    }
    return Promise.resolve();
  }
}
