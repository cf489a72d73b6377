import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';

type Shape = Record<string, unknown>;

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

/** The document that `/docs-json` serves and `docs/openapi.json` keeps. */
export function createOpenApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Grome')
    .setDescription('The open platform for barbershops: nearby, availability, bookings.')
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, config, { standardSchemaConverter: converter() } as never);
}
