import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import type { ProblemFactory } from '../errors/problem.ts';

export const VIEW = 'grome:view';
export const PROBLEMS = 'grome:problems';

/**
 * Declares the status, the documented response and the shape of the answer. Fields that the schema does not declare never leave.
 * `problems` lists the problems of this operation alone; `documented-problems.ts` adds the problems of every route of its kind.
 */
export const Returns = (status: number, schema?: z.ZodType, problems: ProblemFactory[] = []): MethodDecorator =>
  applyDecorators(
    HttpCode(status),
    SetMetadata(VIEW, schema),
    SetMetadata(PROBLEMS, problems),
    ApiResponse({ status, ...(schema && { standardSchema: schema }) }),
  );
