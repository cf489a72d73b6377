import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../../../common/events/event-recorder.ts';
import type { Login } from '../../users/user.types.ts';
import { UsersService } from '../../users/users.service.ts';

/** Takes down that somebody forgot the password. */
@Injectable()
export class ResetRequestsService {
  constructor(
    private readonly users: UsersService,
    private readonly events: EventRecorder,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** One read and one write, whether there is such an account or not, so neither answer nor time tells. What follows is the worker's. */
  async ask(login: Login): Promise<void> {
    const user = await this.users.findByLogin(login);
    const payload = { userId: user?.id ?? null, kind: 'email' in login ? 'email' : 'phone' } as const;
    await this.unitOfWork.run(() => this.events.record('password-reset.requested', payload));
  }
}
