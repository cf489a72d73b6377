import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import type { ProblemFactory } from '../errors/problem.ts';

export const VIEW = 'grome:view';
export const PROBLEMS = 'grome:problems';

/**
 * Status, documented response and outgoing shape in one: what the schema does not declare never leaves. `problems` are the refusals
 * of this operation alone; `documented-problems.ts` adds what every route of its kind can answer.
 */
export const Returns = (status: number, schema?: z.ZodType, problems: ProblemFactory[] = []): MethodDecorator =>
  applyDecorators(
    HttpCode(status),
    SetMetadata(VIEW, schema),
    SetMetadata(PROBLEMS, problems),
    ApiResponse({ status, ...(schema && { standardSchema: schema }) }),
  );
