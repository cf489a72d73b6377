import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { UserActor } from '../../../common/auth/actor.ts';
import { newId } from '../../../common/database/ids.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { EventRecorder } from '../../../common/events/event-recorder.ts';
import { decodeCursor, mapPage, toPage, type Page } from '../../../common/shapes/pagination.ts';
import { createdId } from '../../../common/idempotency/idempotency.context.ts';
import { tokensOf } from '../../../common/text/fold.ts';
import {
  toServiceView,
  type ChangeService,
  type CreateService,
  type ListServices,
  type ServiceView,
} from './catalogue.dto.ts';
import { CatalogueRepository } from './catalogue.repository.ts';
import { startingCatalogue } from './starting-catalogue.ts';

const Position = z.string();

@Injectable()
export class CatalogueService {
  constructor(
    private readonly services: CatalogueRepository,
    private readonly events: EventRecorder,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Returns a page of the catalogue. With `q` there is one page: the best text matches, or, without a match, services with words
   * that begin so (the user may still be typing).
   */
  async list({ q, limit, cursor }: ListServices): Promise<Page<ServiceView>> {
    if (q) {
      const exact = await this.services.searchText(q, limit);
      const words = tokensOf(q);
      // A query without a word matches nothing; an empty list of words would match everything.
      const found = exact.length || !words.length ? exact : await this.services.list(words, limit);
      return { items: found.map(toServiceView), nextCursor: null };
    }
    const found = await this.services.list([], limit + 1, cursor && decodeCursor(cursor, Position));
    return mapPage(
      toPage(found, limit, ({ id }) => id),
      toServiceView,
    );
  }

  async create(actor: UserActor, input: CreateService): Promise<ServiceView> {
    return this.unitOfWork.answer(async () => {
      const service = await this.insert(createdId(), input);
      await this.record(actor, service.id, 'created');
      return service;
    });
  }

  async change(actor: UserActor, id: string, input: ChangeService): Promise<ServiceView> {
    return this.unitOfWork.answer(async () => {
      const now = await this.services.findById(id);
      if (!now) throw notFound();
      const next = { ...now, ...input };
      const tokens = tokensOf(next.name, next.description, next.category);
      await this.record(actor, id, 'changed');
      return toServiceView((await this.services.update(id, { ...input, tokens })) ?? next);
    });
  }

  async remove(actor: UserActor, id: string): Promise<void> {
    await this.unitOfWork.answer(async () => {
      if (!(await this.services.delete(id))) throw notFound();
      await this.record(actor, id, 'removed');
    });
  }

  /** Returns the whole catalogue. An empty catalogue is first filled with the starting catalogue. */
  async ensureCatalogue(currency: string): Promise<ServiceView[]> {
    return this.unitOfWork.run(async () => {
      const known = await this.services.list([], 100);
      if (known.length) return known.map(toServiceView);
      const created = [];
      for (const service of startingCatalogue(currency)) created.push(await this.insert(newId(), service));
      return created;
    });
  }

  /** Returns catalogue entries by id. Unknown ids are missing from the map. */
  async byIds(ids: string[]): Promise<Map<string, ServiceView>> {
    return new Map((await this.services.findByIds(ids)).map((service) => [service.id, toServiceView(service)]));
  }

  /** Returns the ids of services in which every word of `q` begins a word. */
  async idsMatching(q: string): Promise<string[]> {
    const terms = tokensOf(q);
    return terms.length ? (await this.services.list(terms, 100)).map(({ id }) => id) : [];
  }

  private async insert(id: string, input: CreateService): Promise<ServiceView> {
    const service = { id, ...input, tokens: tokensOf(input.name, input.description, input.category) };
    await this.services.insert(service);
    return toServiceView(service);
  }

  private async record(actor: UserActor, serviceId: string, change: 'created' | 'changed' | 'removed'): Promise<void> {
    await this.events.record('catalogue.changed', { serviceId, change, actorId: actor.id });
  }
}
