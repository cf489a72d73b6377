import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '../auth/auth.decorators.ts';
import { countedAddressOf } from '../http/network-of.ts';
import type { LimitName } from './limits.ts';
import { RateLimits } from './rate-limits.ts';

const LIMITED = 'grome:limited';
export const UNLIMITED = 'grome:unlimited';
/** Adds a limit by address to a route, in addition to the limits of all routes. */
export const Limited = (name: LimitName): MethodDecorator => SetMetadata(LIMITED, name);
/** Exempts a route from the limits by address, for monitoring. */
export const Unlimited = (): MethodDecorator & ClassDecorator => SetMetadata(UNLIMITED, true);

/** Limits requests by address, before anything else happens for a request. */
@Injectable()
export class AddressLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http' || !this.limits.areOn) return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(UNLIMITED, targets)) return true;
    const { ip } = context.switchToHttp().getRequest<FastifyRequest>();
    const name = this.reflector.getAllAndOverride<LimitName | undefined>(LIMITED, targets);
    await this.limits.take('request-address', countedAddressOf(ip), ip);
    if (name) await this.limits.take(name, countedAddressOf(ip), ip);
    return true;
  }
}

/** Limits requests by account and by device (session), once the user is known. */
@Injectable()
export class AccountLimitGuard implements CanActivate {
  constructor(private readonly limits: RateLimits) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http' || !this.limits.areOn) return true;
    const { actor, ip } = context.switchToHttp().getRequest<AuthenticatedRequest & FastifyRequest>();
    if (!actor) return true;
    await this.limits.take('request-device', actor.sessionId, ip);
    await this.limits.take('request-account', actor.id, ip);
    return true;
  }
}
