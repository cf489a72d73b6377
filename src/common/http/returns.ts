import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { ProblemView } from '../errors/problem-view.ts';

export const VIEW = 'grome:view';

/** Status, documented response and outgoing shape in one: what the schema does not declare never leaves. */
export const Returns = (status: number, schema?: z.ZodType, problems: number[] = []): MethodDecorator =>
  applyDecorators(
    HttpCode(status),
    SetMetadata(VIEW, schema),
    ApiResponse({ status, ...(schema && { standardSchema: schema }) }),
    ...problems.map((code) => ApiResponse({ status: code, standardSchema: ProblemView })),
  );
