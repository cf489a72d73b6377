import type { PersonalData } from '../../common/privacy/personal-data.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/** Erases what one module knows about a person, with a retry and a proof of its own. */
export class ModuleErasure extends Subscriber {
  readonly name: string;
  /** The amount of data has no limit, and `erase` finds only what is left. */
  override readonly atomic = false;
  readonly on = {
    'user.erased': ({ userId }) => this.part.erase!(userId),
  } satisfies Handlers;

  constructor(private readonly part: Pick<PersonalData, 'module' | 'erase'>) {
    super();
    this.name = `erasure-${part.module}`;
  }
}
