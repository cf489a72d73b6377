import { Schema } from 'mongoose';

/** A path that holds an encrypted value of `field`. What is not marked so is not found when keys change. */
export const sealed = (field: string) => ({ type: String, required: true, sealed: field });

/** A path that holds a `Sealed`: encrypted, and found by equality. */
export const sealedAndIndexed = (field: string) =>
  new Schema({ value: sealed(field), index: { type: [String], required: true } }, { _id: false });

/** Where a collection holds encrypted values of which field. `indexPath`: where its blind indexes lie, if it has any. */
export interface SealedPath {
  collection: string;
  field: string;
  path: string;
  indexPath?: string;
}

/** Every marked path of a schema, at whatever depth. */
export function sealedPaths(collection: string, schema: Schema, prefix = ''): SealedPath[] {
  return Object.entries(schema.paths).flatMap(([name, type]) => {
    const path = prefix + name;
    const inner = (type as { schema?: Schema }).schema;
    if (inner) return sealedPaths(collection, inner, `${path}.`);
    const { sealed: field } = type.options as { sealed?: string };
    if (field === undefined) return [];
    const hasIndex = name === 'value' && 'index' in schema.paths;
    return [{ collection, field, path, ...(hasIndex && { indexPath: `${prefix}index` }) }];
  });
}
