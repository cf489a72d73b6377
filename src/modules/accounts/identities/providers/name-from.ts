import { z } from 'zod';
import { line } from '../../../../common/shapes/fields.ts';

const AppleUser = z.object({ name: z.object({ firstName: z.string().catch(''), lastName: z.string().catch('') }) });

/** Returns the name in the JSON that Apple sends once beside the code. The JSON is unsigned, so it never proves an address. */
export function nameFrom(json: string | undefined): string | undefined {
  try {
    const { name } = AppleUser.parse(JSON.parse(json ?? ''));
    return line(100).parse(`${name.firstName} ${name.lastName}`);
  } catch {
    return undefined;
  }
}
