import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import { VIEW } from './returns.ts';

/** Removes the fields that the declared schema does not have. A response that does not fit its schema answers 500. */
@Injectable()
export class ViewInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const schema = this.reflector.get<z.ZodType | undefined>(VIEW, context.getHandler());
    return schema ? next.handle().pipe(map((value: unknown) => schema.parse(value))) : next.handle();
  }
}
