import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { UserActor, UserRole } from './actor.ts';

export const PUBLIC = 'grome:public';
export const ALLOWED_ROLES = 'grome:roles';

export type AuthenticatedRequest = FastifyRequest & { actor?: UserActor };

/** Lets a route answer requests without a token. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiSecurity({}));

/** Allows only these roles; other roles get 403 `forbidden`. Without this decorator, every signed-in user may call the route. */
export const Roles = (...roles: UserRole[]) => SetMetadata(ALLOWED_ROLES, roles);

/** Passes the actor of the request to a handler. */
export const CurrentActor = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<AuthenticatedRequest>().actor,
);
