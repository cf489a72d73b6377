import type { PersonalData } from '../../common/privacy/personal-data.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/** Erases what one module knows about a person. Each module has its own retries and its own proof. */
export class ModuleErasure extends Subscriber {
  readonly name: string;
  /** Not atomic: the amount of data has no limit, and a repeated `erase` finds only the data that is left. */
  override readonly atomic = false;
  readonly on = {
    'user.erased': ({ userId }) => this.part.erase!(userId),
  } satisfies Handlers;

  constructor(private readonly part: Pick<PersonalData, 'module' | 'erase'>) {
    super();
    this.name = `erasure-${part.module}`;
  }
}
