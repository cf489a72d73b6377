import specs from '@asyncapi/specs';
import { Ajv } from 'ajv';
import { CLIENT_MESSAGES, SERVER_MESSAGES } from '../realtime-contract.ts';
import { asyncApi, realtimeDocument } from './realtime-documents.ts';

const schema = (specs as unknown as { schemas: Record<string, object> }).schemas['3.0.0']!;
const validate = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false }).compile(schema);

test('the AsyncAPI document is one by the specification’s own schema', () => {
  expect(validate(JSON.parse(asyncApi()))).toBe(true);
});

test('and would not be with an operation of an unknown kind', () => {
  const document = JSON.parse(asyncApi()) as { operations: Record<string, { action: string }> };
  Object.values(document.operations)[0]!.action = 'shout';
  expect(validate(document)).toBe(false);
});

test('every message of the contract is in both documents in its own direction, and every reference leads somewhere', () => {
  const document = JSON.parse(asyncApi()) as { channels: { socket: { messages: object } } };
  const markdown = realtimeDocument();
  const [asks, tells] = [Object.keys(CLIENT_MESSAGES), Object.keys(SERVER_MESSAGES)];
  const keys = [...asks.flatMap((name) => [`receive.${name}`, `ack.${name}`]), ...tells.map((name) => `send.${name}`)];
  expect(Object.keys(document.channels.socket.messages).sort()).toEqual(keys.sort());
  for (const name of [...asks, ...tells]) expect(markdown).toContain(`\`${name}\``);
  const references = [...asyncApi().matchAll(/"\$ref": "#\/channels\/socket\/messages\/([^"]+)"/g)].map(
    ([, name]) => name!,
  );
  for (const name of references) expect(keys).toContain(name);
});
