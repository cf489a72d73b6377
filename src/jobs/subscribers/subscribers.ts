import { Inject, Injectable } from '@nestjs/common';
import type { EventName } from '../../common/events/domain-events.ts';
import { PersonalDataRegistry } from '../../common/privacy/personal-data.registry.ts';
import { ModuleErasure } from './module-erasure.ts';
import { SUBSCRIBERS, type Subscriber } from './subscriber.ts';

/** All subscribers: the classes in `every-subscriber.ts`, and one `ModuleErasure` for each module that holds personal data. */
@Injectable()
export class Subscribers {
  private found: Subscriber[] | undefined;

  constructor(
    @Inject(SUBSCRIBERS) private readonly classes: Subscriber[],
    private readonly personalData: PersonalDataRegistry,
  ) {}

  /** Modules register their personal data while they are constructed, so read this only after the application has started. */
  get all(): Subscriber[] {
    this.found ??= [
      ...this.classes,
      ...this.personalData.modules.filter((part) => 'erase' in part).map((part) => new ModuleErasure(part)),
    ];
    return this.found;
  }

  named(name: string): Subscriber | undefined {
    return this.all.find((subscriber) => subscriber.name === name);
  }

  to(event: EventName): Subscriber[] {
    return this.all.filter(({ on }) => on[event]);
  }
}
