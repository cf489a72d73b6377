import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../auth/auth.decorators.ts';
import { CONFIG, type Config } from '../config/config.ts';
import { newId } from '../database/ids.ts';
import { answerHook } from '../database/unit-of-work.ts';
import {
  idempotencyInProgress,
  idempotencyMismatch,
  malformedRequest,
  validationFailed,
} from '../errors/common.errors.ts';
import { toProblemView } from '../errors/problem-view.ts';
import { Problem } from '../errors/problem.ts';
import { Clock } from '../time/clock.ts';
import { canonicalJson } from './canonical-json.ts';
import { withCreatedId } from './idempotency.context.ts';
import { IdempotencyRepository, type Answer } from './idempotency.repository.ts';
import type { IdempotencyRecord } from './idempotency.schema.ts';

const DAY = 86_400_000;
const NEVER_STORED = new Set([401, 403, 413, 429]);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/**
 * Handles the `Idempotency-Key` of every authenticated POST outside /auth. The record is inserted first, with a lease and the id
 * of the object that will be created. The transaction of the write completes the record, so the write never exists without its
 * answer.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly records: IdempotencyRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const key = request.headers['idempotency-key'];
    const exempt = request.method !== 'POST' || !request.actor || pathOf(request).includes('/auth/');
    return key === undefined || exempt ? next.handle() : from(this.once(request, String(key), next));
  }

  private async once(request: AuthenticatedRequest, key: string, next: CallHandler): Promise<unknown> {
    const mine = this.newRecord(request, key);
    const found = await this.records.insertOrFind(mine);
    if (!found) return this.runLeased(mine, request, next);
    if (found.fingerprint !== mine.fingerprint) throw idempotencyMismatch();
    if (found.state === 'done') return replay(this.records.answerOf(found));
    const free = found.leaseUntil <= this.clock.now();
    if (!free || !(await this.records.takeOver(found, mine.leaseToken, mine.leaseUntil))) throw idempotencyInProgress();
    return this.runLeased({ ...found, leaseToken: mine.leaseToken }, request, next);
  }

  private newRecord(request: AuthenticatedRequest, key: string): IdempotencyRecord {
    if (key.length < 1 || key.length > 255) {
      throw validationFailed('Idempotency-Key: 1 to 255 characters', {
        errors: [{ pointer: '/headers/idempotency-key', message: '1 to 255 characters' }],
      });
    }
    const now = this.clock.now().getTime();
    return {
      _id: `${request.actor!.id}:${sha256(key)}`,
      fingerprint: sha256(`${request.method} ${request.url} ${canonicalBody(request.body)}`),
      createdId: newId(),
      state: 'running',
      leaseToken: randomUUID(),
      leaseUntil: new Date(now + this.config.IDEMPOTENCY_LEASE_SECONDS * 1_000),
      expireAt: new Date(now + DAY),
    };
  }

  private async runLeased(
    record: IdempotencyRecord,
    request: AuthenticatedRequest,
    next: CallHandler,
  ): Promise<unknown> {
    const { _id: id, leaseToken } = record;
    let completed = false;
    const complete = async (body: unknown) => {
      if (!(await this.records.complete(id, leaseToken, { body }))) throw idempotencyInProgress();
      completed = true;
    };
    try {
      const answer: unknown = await withCreatedId(record.createdId, () =>
        answerHook.run(complete, () => lastValueFrom(next.handle())),
      );
      if (!completed) await complete(answer);
      return answer;
    } catch (error) {
      // Another attempt took over the lease meanwhile. The answer of that attempt counts, and the error here is a result of both
      // attempts running at once.
      if (!(await this.storeRefusal(record, request, error)) && !completed) throw idempotencyInProgress();
      throw error;
    }
  }

  /**
   * Stores the handler's 4xx as the answer to repeat. Any other error frees the key for another attempt. Returns false when the
   * lease is lost.
   */
  private async storeRefusal(
    record: IdempotencyRecord,
    request: AuthenticatedRequest,
    error: unknown,
  ): Promise<boolean> {
    const refusal =
      error instanceof Problem &&
      error.status < 500 &&
      !NEVER_STORED.has(error.status) &&
      error.code !== 'idempotency-in-progress';
    if (!refusal) return this.records.release(record._id, record.leaseToken);
    const problem = toProblemView(error, { instance: pathOf(request), requestId: request.id });
    return this.records.complete(record._id, record.leaseToken, { problem });
  }
}

const pathOf = ({ url }: AuthenticatedRequest): string => url.split('?')[0]!;

function canonicalBody(body: unknown): string {
  try {
    return canonicalJson(body);
  } catch {
    throw malformedRequest('The body is nested too deeply.');
  }
}

function replay({ body, problem }: Answer): unknown {
  if (!problem) return body;
  const { title, status, detail, code } = problem as Record<string, string> & { status: number };
  throw new Problem({ code: code!, status, title: title!, meaning: detail! }, detail, { replayed: problem });
}
