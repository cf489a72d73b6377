import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartupError } from '../embedded/startup-error.ts';
import { Currency } from '../common/money/money.ts';

const USAGE = 'Usage: npm run import -- osm FILE.geojson [--bookable] [--currency GBP]';

export interface ImportArguments {
  path: string;
  bookable: boolean;
  currency: string;
}

/** Reads the arguments. Throws a `StartupError` with the usage when they are not valid. */
export function readArguments(args: string[], env: NodeJS.ProcessEnv): ImportArguments {
  const { positionals, values } = parse(args);
  const [format, file, ...rest] = positionals;
  if (format !== 'osm' || !file || rest.length) throw new StartupError(USAGE);
  const currency = Currency.safeParse(values.currency.toUpperCase());
  if (!currency.success) throw wrong(`--currency ${values.currency} is not an ISO 4217 code such as GBP`);
  return { path: locate(file, env.INIT_CWD), bookable: values.bookable, currency: currency.data };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { bookable: { type: 'boolean', default: false }, currency: { type: 'string', default: 'GBP' } },
    });
  } catch (error) {
    throw wrong((error as Error).message.split('. ')[0]!);
  }
}

const wrong = (what: string) => new StartupError(`${what}\n${USAGE}`);

/** npm runs scripts in the folder of the project. INIT_CWD is the folder in which the user typed the command. */
function locate(file: string, typedIn = ''): string {
  const typed = resolve(typedIn, file);
  return existsSync(typed) ? typed : resolve(file);
}
