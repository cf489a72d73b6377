import { readFileSync } from 'node:fs';

interface Response {
  $ref?: string;
  content?: Record<string, { schema: { allOf?: { properties?: { code?: { enum: string[] } } }[] } }>;
}
interface Operation {
  operationId: string;
  responses: Record<string, Response>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Response> };
}

/** One operation of docs/openapi.json with the codes of its problems by status. */
export interface DocumentedOperation {
  id: string;
  method: string;
  path: string;
  codes: Map<number, string[]>;
}

let operations: DocumentedOperation[] | undefined;

/** Returns all operations, which are read once per process. Paths with fewer parameters come first, as in the router. */
export function documentedOperations(): DocumentedOperation[] {
  return (operations ??= read());
}

/** Returns the operation for `method` and a path without a query, or undefined when docs/openapi.json has none. */
export const operationOf = (method: string, path: string): DocumentedOperation | undefined =>
  documentedOperations().find((each) => each.method === methodOf(method) && pattern(each.path).test(path));

/** Throws when an operation of docs/openapi.json answers with a problem that is not listed for it under that status. */
export function mustBeDocumented(method: string, path: string, status: number, body: unknown): void {
  const operation = status >= 400 ? operationOf(method, path) : undefined;
  const code = String((body as { code?: unknown } | undefined)?.code);
  if (!operation || operation.codes.get(status)?.includes(code)) return;
  throw new Error(
    `${operation.id} (${method} ${path}) answered ${status} ${code}, which docs/openapi.json does not list`,
  );
}

const methodOf = (method: string): string => (method === 'HEAD' ? 'get' : method.toLowerCase());
const pattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
const parameters = ({ path }: DocumentedOperation): number => path.split('{').length;

function read(): DocumentedOperation[] {
  const document = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as Document;
  return Object.entries(document.paths)
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId: id, responses }]) => ({
        ...{ id, method, path },
        codes: new Map(
          Object.entries(responses).map(([status, response]) => [Number(status), codesOf(response, document)]),
        ),
      })),
    )
    .sort((a, b) => parameters(a) - parameters(b));
}

function codesOf({ $ref, content }: Response, document: Document): string[] {
  if ($ref) return codesOf(document.components.responses[$ref.split('/').at(-1)!]!, document);
  const { allOf = [] } = content?.['application/problem+json']?.schema ?? {};
  return allOf.flatMap(({ properties }) => properties?.code?.enum ?? []);
}
