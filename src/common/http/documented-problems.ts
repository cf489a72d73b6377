import type { Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ALLOWED_ROLES, PUBLIC } from '../auth/auth.decorators.ts';
import * as known from '../errors/common.errors.ts';
import type { ProblemFactory, ProblemType } from '../errors/problem.ts';
import { UNLIMITED } from '../limits/limit.guards.ts';
import { PROBLEMS } from './returns.ts';

export type OperationObject = NonNullable<OpenAPIObject['paths'][string]['post']>;
export type Responses = NonNullable<NonNullable<OpenAPIObject['components']>['responses']>;

/** One operation of the OpenAPI document, with the method and the class whose decorators describe the operation. */
export interface Route {
  method: string;
  path: string;
  operation: OperationObject;
  handler: (...args: never[]) => unknown;
  controller: Type;
}

const reflector = new Reflector();
const says = ({ handler, controller }: Route, key: string): boolean =>
  Boolean(reflector.getAllAndOverride<unknown>(key, [handler, controller]));

const hasInput = ({ operation: { parameters, requestBody } }: Route): boolean =>
  Boolean(requestBody) || (parameters ?? []).length > 0;
const readsBody = ({ method }: Route): boolean => method !== 'get';
/** Fastify answers `malformed-request` when a path parameter is too long or cannot be decoded. */
const readsText = (route: Route): boolean => readsBody(route) || route.path.includes('{');

/**
 * Tells whether the route takes an `Idempotency-Key`. The interceptor in `common/idempotency` applies the same rule to requests.
 */
export const takesKey = (route: Route): boolean =>
  route.method === 'post' && !says(route, PUBLIC) && !route.path.includes('/auth/');

/**
 * Problems that guards, pipes and interceptors answer with on every route of a kind. Controllers list only the other problems.
 */
const GENERAL: [ProblemFactory, (route: Route) => boolean][] = [
  [known.validationFailed, hasInput],
  [known.malformedRequest, readsText],
  [known.unauthenticated, (route) => !says(route, PUBLIC)],
  [known.forbidden, (route) => says(route, ALLOWED_ROLES)],
  [known.idempotencyInProgress, takesKey],
  [known.payloadTooLarge, readsBody],
  [known.unsupportedMediaType, readsBody],
  [known.idempotencyMismatch, takesKey],
  [known.tooManyRequests, (route) => !says(route, UNLIMITED)],
  [known.internalError, () => true],
  // Every route that changes something uses a unit of work. A GET that uses one lists the problem itself.
  [known.tooBusy, readsBody],
];

/** Returns every problem that the operation can answer with, each once: first its own problems, then the general ones. */
function problemsOf(route: Route): ProblemType[] {
  const own = reflector.get<ProblemFactory[] | undefined>(PROBLEMS, route.handler) ?? [];
  const general = GENERAL.filter(([, applies]) => applies(route)).map(([factory]) => factory);
  return [...new Set([...own, ...general])].map(({ type }) => type);
}

/**
 * Returns the operation's problems as responses by status. A problem that is alone in its status is added to `shared` under its
 * code, and the operation refers to that response.
 */
export function problemResponses(route: Route, shared: Responses): Responses {
  const byStatus = Object.groupBy(problemsOf(route), ({ status }) => status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, types = []]): [string, Responses[string]] => {
      const [{ code }, ...others] = types as [ProblemType, ...ProblemType[]];
      if (others.length) return [status, responseOf(types)];
      shared[code] ??= responseOf(types);
      return [status, { $ref: `#/components/responses/${code}` }];
    }),
  );
}

/** Returns a response with a `Problem` whose `code` is one of these, and a description that says what each code means. */
const responseOf = (types: ProblemType[]) => ({
  description: types.map(({ code, meaning }) => `- \`${code}\`: ${meaning}`).join('\n'),
  content: {
    'application/problem+json': {
      schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, withCode(types.map(({ code }) => code))] },
    },
  },
});

const withCode = (codes: string[]) => ({
  type: 'object',
  properties: { code: { type: 'string', enum: codes } },
  required: ['code'],
});
