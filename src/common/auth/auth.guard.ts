import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { forbidden, unauthenticated } from '../errors/common.errors.ts';
import { requestContext } from '../http/request-context.ts';
import { AccessVerifier, type UserRole } from './actor.ts';
import { ALLOWED_ROLES, PUBLIC, type AuthenticatedRequest } from './auth.decorators.ts';

/**
 * Refuses requests without a valid token (401 `unauthenticated`) and roles that a route does not allow (403 `forbidden`). Only
 * routes with `@Public()` answer requests without a token. Sockets are authenticated at their handshake instead.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: AccessVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) throw unauthenticated();
    request.actor = await this.verifier.verify(token);
    const scope = requestContext();
    if (scope) scope.userId = request.actor.id;
    const roles = this.reflector.getAllAndOverride<UserRole[] | undefined>(ALLOWED_ROLES, targets);
    if (roles && !roles.includes(request.actor.role)) throw forbidden();
    return true;
  }
}
