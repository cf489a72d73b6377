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
/** Limit of the keys of earlier requests. Nobody may ask for more exports than this while one worker makes an export. */
const MOST_OLD_KEYS = 10;

/**
 * Takes requests for exports and shows their state to their owner. An export holds everything known about its owner. A worker
 * makes it.
 */
@Injectable()
export class ExportsService {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly store: ObjectStore,
    private readonly limits: RateLimits,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for a new export, which replaces the last export. Starts nothing new while an export is being prepared. Throws 429
   * `too-many-requests` with Retry-After.
   */
  async ask(actor: UserActor): Promise<ExportView> {
    if ((await this.exports.find(actor.id))?.status !== 'preparing')
      await this.limits.take('export', actor.id, requestContext()?.ip);
    return this.unitOfWork.answer(async () => {
      // Two requests at the same time collide on the record, so that the second one finds the first one.
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

  /**
   * Withdraws the export. A worker that makes it stops, and a worker removes the stored archives, which ends the links to them.
   */
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
