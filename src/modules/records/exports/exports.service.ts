import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { requestContext } from '../../../common/http/request-context.ts';
import { RateLimits } from '../../../common/limits/rate-limits.ts';
import { Clock } from '../../../common/time/clock.ts';
import { ObjectStore } from '../../files/uploads/stores/object-store.service.ts';
import type { ExportView } from './exports.dto.ts';
import { ExportsRepository } from './exports.repository.ts';

export const EXPORT_TYPE = 'application/zip';
const LINK_SECONDS = 300;
/** More than anybody may ask for while one maker is at work. */
const MOST_OLD_KEYS = 10;

/** Everything known of a person, for that person and nobody else: asked for here, made by the worker. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly store: ObjectStore,
    private readonly limits: RateLimits,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** In place of the one before. While one is being prepared: that one, nothing new. 429 with Retry-After. */
  async ask(actor: UserActor): Promise<ExportView> {
    if ((await this.exports.find(actor.id))?.status !== 'preparing')
      await this.limits.take('export', actor.id, requestContext()?.ip);
    return this.unitOfWork.answer(async () => {
      // Two at once collide on the record, so that the second finds the first.
      const before = await this.exports.find(actor.id);
      if (before?.status !== 'preparing') await this.begin(actor.id, before ? [...before.oldKeys, before.key] : []);
      return { status: 'preparing' };
    });
  }

  async view(actor: UserActor): Promise<ExportView> {
    const found = await this.exports.find(actor.id);
    if (!found || found.status === 'gone') return { status: 'none' };
    const { status, key, expiresAt } = found;
    if (status !== 'ready' || !expiresAt) return { status };
    const left = Math.floor((expiresAt.getTime() - this.clock.now().getTime()) / 1_000);
    if (left <= 0) return { status: 'none' };
    const url = await this.store.link({ key, contentType: EXPORT_TYPE }, Math.min(LINK_SECONDS, left));
    return { status, url, availableUntil: expiresAt.toISOString() };
  }

  /** Ends links to the export at once, and a worker that makes one stops. The worker removes what was made. */
  async withdraw(userId: string): Promise<void> {
    await this.exports.markGone(userId, this.clock.now());
  }

  private async begin(userId: string, oldKeys: string[]): Promise<void> {
    const now = this.clock.now();
    const key = randomBytes(24).toString('hex');
    const fresh = { status: 'preparing', attempts: 0, expiresAt: null } as const;
    await this.exports.put({
      id: userId,
      ...fresh,
      key,
      oldKeys: oldKeys.slice(-MOST_OLD_KEYS),
      askedAt: now,
      dueAt: now,
    });
  }
}
