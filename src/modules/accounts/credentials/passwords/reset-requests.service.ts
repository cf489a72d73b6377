import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../../../common/events/event-recorder.ts';
import type { Login } from '../../users/user.types.ts';
import { UsersService } from '../../users/users.service.ts';

/** Records that somebody forgot a password. */
@Injectable()
export class ResetRequestsService {
  constructor(
    private readonly users: UsersService,
    private readonly events: EventRecorder,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Records the request with one read and one write, whether the account exists or not. So neither the answer nor its time shows
   * whether the account exists. A worker sends the token.
   */
  async ask(login: Login): Promise<void> {
    const user = await this.users.findByLogin(login);
    const payload = { userId: user?.id ?? null, kind: 'email' in login ? 'email' : 'phone' } as const;
    await this.unitOfWork.run(() => this.events.record('password-reset.requested', payload));
  }
}
