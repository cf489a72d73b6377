import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The JSON Schema of one message. Shapes inside it have no names, so the schema stands alone. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io, metadata: z.registry() });
  void $schema;
  return rest;
}

/** The fields of an object for a table: `{ a, b? }`. */
export function shape({ properties = {}, required = [] }: JsonSchema): string {
  const names = Object.keys(properties).map((name) => (required.includes(name) ? name : `${name}?`));
  return `\`{ ${names.join(', ')} }\``.replace('{  }', '{}');
}
