/** `npm run docs` writes `src/generated` from docs/openapi.json and docs/asyncapi.json. `--check` only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const folder = new URL('./src/generated/', import.meta.url);
const document = (name) => JSON.parse(readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8'));

const HEAD = (source) => `/** Generated from ${source} by \`npm run docs\`: do not edit. */\n`;
const openApi = document('openapi.json');
const types = async (source) => astToString(await openapiTS(source, { alphabetize: false }));

/** Returns the schema of one object whose fields are the messages, so that the generator of the REST types can write them too. */
const table = (entries) => ({
  type: 'object',
  required: entries.map(([name]) => name),
  properties: Object.fromEntries(entries),
});

async function messages() {
  const all = Object.entries(document('asyncapi.json').channels.socket.messages);
  const sent = (direction) =>
    new Map(all.flatMap(([key, { name, payload }]) => (key === `${direction}.${name}` ? [[name, payload]] : [])));
  const rows = (payloads, of) => table([...payloads].map(([name, payload]) => [name, of(payload)]));
  const isDurable = ([, { properties }]) => 'seq' in properties && 'data' in properties;
  const told = [...sent('send')].filter(([name]) => !['ready', 'events.latest'].includes(name));
  const durable = told.filter(isDurable);
  const schemas = {
    Asked: rows(sent('receive'), (payload) => payload),
    Answers: rows(sent('ack'), ({ oneOf: [{ properties }] }) => properties.data),
    Durable: rows(durable, ({ properties }) => properties.data),
    Ephemeral: rows(
      told.filter((message) => !isDurable(message)),
      (payload) => payload,
    ),
  };
  const info = { title: 'messages', version: '1' };
  const text = await types({ openapi: '3.1.0', info, paths: {}, components: { schemas } });
  const names = durable.map(([name]) => `  '${name}',\n`).join('');
  return `${text}\n/** Names of the messages that are numbered and sent again until they arrive. */\nexport const DURABLE = [\n${names}] as const;\n`;
}

const files = {
  'openapi.ts': HEAD('docs/openapi.json') + (await types(openApi)),
  'messages.ts': HEAD('docs/asyncapi.json') + (await messages()),
};

const read = (name) => {
  try {
    return readFileSync(new URL(name, folder), 'utf8');
  } catch {
    return undefined;
  }
};
const stale = Object.entries(files).filter(([name, text]) => read(name) !== text);
const check = process.argv.includes('--check');
if (!check) stale.forEach(([name, text]) => writeFileSync(new URL(name, folder), text));
const names = stale.map(([name]) => `packages/client/src/generated/${name}`).join(', ');
if (stale.length) console.log(check ? `Out of date: ${names}. Run "npm run docs" and commit.` : `Written: ${names}`);
process.exitCode = check && stale.length ? 1 : 0;
