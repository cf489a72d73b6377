import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Returns the JSON Schema of one message. The schema is complete in itself, because shapes inside it have no ids. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io, metadata: z.registry() });
  void $schema;
  return rest;
}

/** Returns the fields of an object for a table, such as `{ a, b? }`. */
export function shape({ properties = {}, required = [] }: JsonSchema): string {
  const names = Object.keys(properties).map((name) => (required.includes(name) ? name : `${name}?`));
  return `\`{ ${names.join(', ')} }\``.replace('{  }', '{}');
}
