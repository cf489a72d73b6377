import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '../auth/auth.decorators.ts';
import { subscriberOf } from '../http/network-of.ts';
import type { LimitName } from './limits.ts';
import { RateLimits } from './rate-limits.ts';

const LIMITED = 'grome:limited';
export const UNLIMITED = 'grome:unlimited';
/** Counts this route by address, beside what counts for all. */
export const Limited = (name: LimitName): MethodDecorator => SetMetadata(LIMITED, name);
/** For those who watch over the process. */
export const Unlimited = (): MethodDecorator & ClassDecorator => SetMetadata(UNLIMITED, true);

/** Before anything else is done for a request: how many came from that address. */
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
    await this.limits.take('request-address', subscriberOf(ip), ip);
    if (name) await this.limits.take(name, subscriberOf(ip), ip);
    return true;
  }
}

/** Once it is known who asks: how much that account, and this device of it, asks for. */
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
