import type { z } from 'zod';
import { ProblemView } from '../common/errors/problem-view.ts';
import { DurableMessage } from '../modules/notify/feed/feed.dto.ts';
import { CLIENT_MESSAGES, SERVER_MESSAGES, type ClientMessage, type ServerMessage } from '../realtime-contract.ts';
import { schemaOf, shape, type JsonSchema } from './shapes.ts';

const clientMessages = (): [string, ClientMessage][] => Object.entries(CLIENT_MESSAGES);
const serverMessages = (): [string, ServerMessage][] => Object.entries(SERVER_MESSAGES);

/** Returns the schema of a durable message with its number, name and time. */
const wrapped = (name: string, data: z.ZodType): JsonSchema => {
  const { properties, ...rest } = schemaOf(DurableMessage, 'output');
  return { ...rest, properties: { ...properties, name: { const: name }, data: schemaOf(data, 'output') } };
};

const acked = (answer: z.ZodType): JsonSchema => ({
  oneOf: [
    { type: 'object', required: ['ok', 'data'], properties: { ok: { const: true }, data: schemaOf(answer, 'output') } },
    {
      type: 'object',
      required: ['ok', 'error'],
      properties: { ok: { const: false }, error: schemaOf(ProblemView, 'output') },
    },
  ],
});

/**
 * Returns the text of `docs/asyncapi.json` (AsyncAPI 3): every message in both directions. Operations are from the side of the
 * server, which receives the messages that clients send.
 */
export function asyncApi(): string {
  const channel = { $ref: '#/channels/socket' };
  const message = (key: string) => ({ $ref: `#/channels/socket/messages/${key}` });
  // Some names are used in both directions with different shapes, so the direction is part of the key.
  const received = clientMessages().flatMap(([name, { data, answer, about }]) => [
    [`receive.${name}`, { name, summary: about, payload: schemaOf(data, 'input') }],
    [`ack.${name}`, { name, summary: `The ack of ${name}.`, payload: acked(answer) }],
  ]);
  const sent = serverMessages().map(([name, { promise, data, about }]) => {
    const payload = promise === 'durable' ? wrapped(name, data) : schemaOf(data, 'output');
    return [`send.${name}`, { name, summary: about, payload }];
  });
  const receive = (name: string) => {
    const reply = { channel, messages: [message(`ack.${name}`)] };
    return { action: 'receive', channel, messages: [message(`receive.${name}`)], reply };
  };
  const send = (name: string) => ({ action: 'send', channel, messages: [message(`send.${name}`)] });
  const operations = [
    ...clientMessages().map(([name]) => [`receive.${name}`, receive(name)]),
    ...serverMessages().map(([name]) => [`send.${name}`, send(name)]),
  ];
  const document = {
    asyncapi: '3.0.0',
    info: { title: 'Grome real time', version: '1', description: 'Socket.IO 4; see realtime.md.' },
    servers: { local: { host: 'localhost:3000', pathname: '/socket.io', protocol: 'wss' } },
    channels: { socket: { address: '/', messages: Object.fromEntries([...received, ...sent]) as object } },
    operations: Object.fromEntries(operations) as object,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const INTRODUCTION = `# Real time

The server speaks Socket.IO 4 at \`/socket.io\`, in the namespace \`/\`. [asyncapi.json](asyncapi.json) has the full shapes of all
messages. \`npm run docs\` writes this document from \`src/realtime-contract.ts\`.

Connect with \`auth: { token, since? }\`: \`token\` is an access token, and \`since\` is the number of the last message that you have. The
server first sends the messages that you missed, and then \`ready { latest }\`. A refused handshake has a problem in \`error.data\`. The
server acks every message that you send within 5 s, with \`{ ok: true, data }\` or \`{ ok: false, error: problem }\`. If you do not ask
for an ack, a refusal arrives as the message \`problem\`.

**Durable** messages arrive as \`{ seq, name, data, at }\`. \`seq\` grows by one for each message of a user, without gaps, over all devices
and nodes. The transaction of a change writes the messages about the change. The server sends them at once after the commit and keeps
them for FEED_RETENTION_DAYS. Ignore messages that you already have. When a number is missing, or when \`events.latest\` names a later
number, ask with \`events.since\` (or \`GET /api/v1/events?since=\`). \`complete: false\` means that the server no longer has all of the
missing messages: then load the objects themselves anew.
**Ephemeral** messages are bare data and may be lost.

The server pings every client each SOCKET_PING_INTERVAL_MS and ends the connection when no answer comes within SOCKET_PING_TIMEOUT_MS. By
default this takes 18 s: short enough for a screen in a shop, and long enough for a train tunnel. A socket ends when its access token
expires, unless you send a new token with \`session.refresh\`. A socket also ends within 5 s after a sign-out, a suspension or a change of
role (if the announcement is lost, the next check after SOCKET_SESSIONS_INTERVAL_MS ends the socket). A frame over 16 KB, a flood of
messages, or a client that does not read ends the connection. More than SOCKETS_PER_USER sockets of one user on one node are refused.
`;

/** Returns the text of `docs/realtime.md`. */
export function realtimeDocument(): string {
  const asks = clientMessages().map(
    ([name, { data, answer, about, burst, perSecond }]) =>
      `| \`${name}\` | ${shape(schemaOf(data, 'input'))} | ${shape(schemaOf(answer, 'output'))} | ${burst}, then ${perSecond}/s | ${about} |`,
  );
  const tells = serverMessages().map(
    ([name, { promise, data, about }]) =>
      `| \`${name}\` | ${promise} | ${shape(schemaOf(data, 'output'))} | ${about} |`,
  );
  return [
    INTRODUCTION,
    '## Client to server\n',
    '| message | data | ack | how often | |\n|---|---|---|---|---|',
    ...asks,
    '\n## Server to client\n',
    '| message | promise | data | |\n|---|---|---|---|',
    ...tells,
    '',
  ].join('\n');
}
