import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { validationFailed } from '../errors/common.errors.ts';

const escape = (segment: PropertyKey): string => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Nobody reads more errors than this. A body with thousands of unknown fields must not get an answer larger than itself. */
const MAX_ERRORS = 50;

/** An issue with two fields that Zod adds to the standard: unknown keys, and the issues of each alternative of a union. */
type Issue = StandardSchemaV1.Issue & { keys?: string[]; errors?: readonly (readonly Issue[])[] };

/**
 * Converts Standard Schema issues to the `errors` of a problem, each with a JSON pointer and a message. The pointer of an unknown
 * field points at that field.
 */
export function toErrors(issues: readonly Issue[], prefix: string[] = []) {
  return flatten(issues, prefix)
    .slice(0, MAX_ERRORS)
    .map(({ place, message }) => ({ pointer: place.map(escape).join(''), message }));
}

function flatten(issues: readonly Issue[], prefix: PropertyKey[]): { place: PropertyKey[]; message: string }[] {
  return issues.flatMap(({ path = [], keys, errors, message }) => {
    const place = [...prefix, ...path.map((part) => (typeof part === 'object' ? part.key : part))];
    if (keys) return keys.map((key) => ({ place: [...place, key], message: 'unknown field' }));
    const meant = errors && closest(errors);
    return meant ? flatten(meant, place) : [{ place, message }];
  });
}

/** Returns the issues of the alternative that the client most likely meant: the fewest issues, and the last one among equals. */
const closest = (alternatives: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  alternatives.reduce<readonly Issue[] | undefined>(
    (best, issues) => (issues.length && (!best || issues.length <= best.length) ? issues : best),
    undefined,
  );

/**
 * Validates every `{ schema }` argument of controllers and gateways. Refuses unknown fields, MongoDB operators and wrong types
 * with 400 `validation-failed`.
 */
@Injectable()
export class SchemaPipe implements PipeTransform {
  async transform(
    value: unknown,
    { schema, data }: ArgumentMetadata & { schema?: StandardSchemaV1 },
  ): Promise<unknown> {
    if (!schema) return value;
    const result = await schema['~standard'].validate(value);
    if (!result.issues) return result.value;
    const errors = toErrors(result.issues, data === undefined ? [] : [data]);
    throw validationFailed(
      errors
        .map(({ pointer, message }) => `${pointer || '(root)'}: ${message}`)
        .join('; ')
        .slice(0, 500),
      { errors },
    );
  }
}
