import { Schema } from 'mongoose';

/** Marks a path that holds an encrypted value of `field`. A path without this mark is not found when keys change. */
export const sealed = (field: string) => ({ type: String, required: true, sealed: field });

/** A path that holds a `Sealed`: an encrypted value that queries find by equality. */
export const sealedAndIndexed = (field: string) =>
  new Schema({ value: sealed(field), index: { type: [String], required: true } }, { _id: false });

/**
 * A path of a collection that holds encrypted values of a field. `indexPath` is the path of the blind indexes, if there are any.
 */
export interface SealedPath {
  collection: string;
  field: string;
  path: string;
  indexPath?: string;
}

/** Returns every marked path of a schema, at any depth. */
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
