import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { validationFailed } from '../errors/common.errors.ts';

const escape = (segment: PropertyKey): string => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** More faults than anybody reads; a body of thousands of unknown fields must not get an answer larger than itself. */
const MAX_ERRORS = 50;

/** What Zod tells beyond the standard: unknown keys, and for a union the issues of each alternative. */
type Issue = StandardSchemaV1.Issue & { keys?: string[]; errors?: readonly (readonly Issue[])[] };

/** Standard Schema issues as the contract's `errors`: a JSON pointer and a message each; an unknown field is pointed at itself. */
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

/** Of a union's alternatives the one that was most likely meant: fewest faults; of equals the last. */
const closest = (alternatives: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  alternatives.reduce<readonly Issue[] | undefined>(
    (best, issues) => (issues.length && (!best || issues.length <= best.length) ? issues : best),
    undefined,
  );

/** Validates every `{ schema }` argument of controllers and gateways. Unknown fields, operators and wrong types end here. */
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
