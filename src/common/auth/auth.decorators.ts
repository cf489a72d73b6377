import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { UserActor, UserRole } from './actor.ts';

export const PUBLIC = 'grome:public';
export const ALLOWED_ROLES = 'grome:roles';

export type AuthenticatedRequest = FastifyRequest & { actor?: UserActor };

/** Answers without a token. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiSecurity({}));

/** Only these roles; others get 403. Without it any signed-in user may call. */
export const Roles = (...roles: UserRole[]) => SetMetadata(ALLOWED_ROLES, roles);

/** The actor of this request. */
export const CurrentActor = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<AuthenticatedRequest>().actor,
);
