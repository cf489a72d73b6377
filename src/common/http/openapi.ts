import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';

type Shape = Record<string, unknown>;
type OperationObject = NonNullable<OpenAPIObject['paths'][string]['post']>;

/** Zod → OpenAPI 3.0: `z.object` stays open, `z.strictObject` closed; two shapes under one id is an error, not a silent winner. */
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

/** `/api/v1` before every path but those for machines and people around the API. */
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
  const document = SwaggerModule.createDocument(app, config, { standardSchemaConverter: converter() });
  for (const [path, methods] of Object.entries(document.paths)) {
    if (methods.post && !path.includes('/auth/')) (methods.post.parameters ??= []).push(IDEMPOTENCY_KEY);
    if (methods.post) allowNoBody(methods.post, document);
  }
  return document;
}

/** Nest calls every body required; one whose schema has a default may be left out. */
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
  description: 'The same key and body get the same answer for 24 hours; nothing happens twice.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
};
