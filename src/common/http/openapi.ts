import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { ProblemView } from '../errors/problem-view.ts';
import { problemCatalogue } from '../errors/problem.ts';
import { problemResponses, takesKey, type OperationObject, type Responses, type Route } from './documented-problems.ts';

type Shape = Record<string, unknown>;
type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/**
 * Returns a function that converts Zod schemas to OpenAPI 3.0. `z.object` allows further fields, `z.strictObject` does not. The
 * function throws when two shapes have the same id, because otherwise one of them would silently replace the other.
 */
function converter() {
  const seen: Record<string, string> = {};
  return (schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) => {
    if (!(schema instanceof z.ZodType)) return undefined;
    const { definitions = {}, ...root } = z.toJSONSchema(schema, {
      target: 'openapi-3.0',
      io: schemaType,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        const def = zodSchema._zod.def as { type: string; catchall?: unknown };
        if (def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties;
        if (jsonSchema.format) delete jsonSchema.pattern;
      },
    }) as Shape & { definitions?: Record<string, unknown> };
    for (const [id, shape] of Object.entries(definitions)) {
      const text = JSON.stringify(shape);
      if ((seen[id] ??= text) !== text)
        throw new Error(`schema "${id}" has two shapes: give request and response two ids`);
    }
    return { schema: root, components: definitions };
  };
}

const OUTSIDE_API = ['health/live', 'health/ready', 'docs', 'docs-json', 'dev/inbox'];

/** Puts `/api/v1` before every path except health checks, documentation and the inbox of development. */
export const setPrefix = (app: INestApplication): unknown => app.setGlobalPrefix('api/v1', { exclude: OUTSIDE_API });

/** The document that `/docs-json` serves and `docs/openapi.json` keeps. */
export function createOpenApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Grome')
    .setDescription('The open platform for barbershops: nearby, availability, bookings.')
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const convert = converter();
  const document = SwaggerModule.createDocument(app, config, { standardSchemaConverter: convert });
  const shared: Responses = {};
  for (const route of routesOf(app, document)) {
    const { method, operation } = route;
    if (takesKey(route)) (operation.parameters ??= []).push(IDEMPOTENCY_KEY);
    if (method === 'post') allowNoBody(operation, document);
    Object.assign(operation.responses, problemResponses(route, shared));
  }
  const { schemas } = (document.components ??= {});
  document.components.schemas = { ...schemas, ...problemSchemas(convert) };
  document.components.responses = shared;
  return document;
}

/** Returns every operation with the method of the controller that answers the operation. */
function routesOf(app: INestApplication, { paths }: OpenAPIObject): Route[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  const byName = new Map(controllers.map(({ metatype }) => [metatype!.name, metatype as Route['controller']]));
  return Object.entries(paths).flatMap(([path, item]) =>
    (Object.entries(item) as [string, OperationObject][]).map(([method, operation]) => {
      const [className, name] = operation.operationId!.split('_') as [string, string];
      const controller = byName.get(className)!;
      const { [name]: handler } = controller.prototype as Record<string, Route['handler']>;
      return { method, path, operation, handler: handler!, controller };
    }),
  );
}

/** The shape of all problems, and every code of the catalogue, including the codes that only sockets answer with. */
function problemSchemas(convert: ReturnType<typeof converter>): Record<string, SchemaObject> {
  const { components } = convert(z.object({ problem: ProblemView }), { schemaType: 'output' })!;
  const codes = problemCatalogue().map(({ code }) => code);
  return { ...(components as Record<string, SchemaObject>), ProblemCode: { type: 'string', enum: codes } };
}

/** Marks a body as optional when its schema has a default. Nest marks every body as required. */
function allowNoBody({ requestBody }: OperationObject, { components }: OpenAPIObject): void {
  if (!requestBody || '$ref' in requestBody) return;
  const schema = requestBody.content['application/json']?.schema ?? {};
  const shape = '$ref' in schema ? components?.schemas?.[schema.$ref.split('/').at(-1)!] : schema;
  if (shape && 'default' in shape) requestBody.required = false;
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description:
    'For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
};
