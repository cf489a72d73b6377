import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { Clock } from '../../../common/time/clock.ts';
import { SessionEndings } from './sessions/session-endings.ts';
import { toSessionView } from './sessions/sessions.dto.ts';
import { SessionsRepository, type Session } from './sessions/sessions.repository.ts';

const EXPORT_PAGE = 100;
/** The most sessions that end in one transaction. */
const ERASE_BATCH = 500;

/** The sessions of a person, and the devices that the person has signed in with. */
@Injectable()
export class AuthPersonalData extends PersonalData {
  readonly module = 'auth';
  override readonly files = [
    {
      name: 'sessions',
      about: 'the sessions in which you are signed in',
      collections: ['sessions'],
      rows: (userId: string) => this.livingSessions(userId),
    },
    {
      name: 'known-devices',
      about: 'when you last signed in with each of your devices',
      collections: ['known_devices'],
      rows: (userId: string) => this.knownDevices(userId),
    },
  ];

  constructor(
    registry: PersonalDataRegistry,
    private readonly sessions: SessionsRepository,
    private readonly endings: SessionEndings,
    private readonly clock: Clock,
  ) {
    super(registry);
  }

  override async erase(userId: string): Promise<void> {
    let ids: string[];
    do {
      ids = await this.sessions.idsOf(userId, ERASE_BATCH);
      await this.endings.end(ids);
    } while (ids.length === ERASE_BATCH);
    await this.sessions.forgetDevices(userId);
  }

  private async *livingSessions(userId: string): AsyncGenerator<object> {
    let page: Session[] = [];
    do {
      page = await this.sessions.list(userId, this.clock.now(), EXPORT_PAGE, page.at(-1)?.id);
      for (const session of page) {
        const { current: _current, ...row } = toSessionView(session);
        yield row;
      }
    } while (page.length === EXPORT_PAGE);
  }

  /** Yields when each device was last seen. The database keeps only a hash of the name of a device. */
  private async *knownDevices(userId: string): AsyncGenerator<object> {
    for (const { lastSeenAt } of await this.sessions.devicesOf(userId)) yield { lastSeenAt };
  }
}
