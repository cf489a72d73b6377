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

test('every message of the contract is in both documents, and every reference leads somewhere', () => {
  const document = JSON.parse(asyncApi()) as { channels: { socket: { messages: object } } };
  const markdown = realtimeDocument();
  for (const name of [...Object.keys(CLIENT_MESSAGES), ...Object.keys(SERVER_MESSAGES)]) {
    expect(Object.keys(document.channels.socket.messages)).toContain(name);
    expect(markdown).toContain(`\`${name}\``);
  }
  const references = [...asyncApi().matchAll(/"\$ref": "#\/channels\/socket\/messages\/([^"]+)"/g)].map(
    ([, name]) => name!,
  );
  for (const name of references) expect(Object.keys(document.channels.socket.messages)).toContain(name);
});
