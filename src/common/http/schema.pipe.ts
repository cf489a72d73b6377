import { Injectable } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { validationFailed } from '../errors/common.errors.ts';

const escape = (segment: PropertyKey): string => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** More faults than anybody reads; a body of thousands of unknown fields must not get an answer larger than itself. */
const MAX_ERRORS = 50;

/** Standard Schema issues as the contract's `errors`: a JSON pointer and a message each; an unknown field is pointed at itself. */
export function toErrors(issues: readonly (StandardSchemaV1.Issue & { keys?: string[] })[], prefix: string[] = []) {
  const errors = issues.flatMap(({ path = [], keys, message }) => {
    const place = [...prefix, ...path.map((part) => (typeof part === 'object' ? part.key : part))];
    const faults = keys?.map((key) => ({ place: [...place, key], message: 'unknown field' })) ?? [{ place, message }];
    return faults.map((fault) => ({ pointer: fault.place.map(escape).join(''), message: fault.message }));
  });
  return errors.slice(0, MAX_ERRORS);
}

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
