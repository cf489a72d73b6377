import type { z } from 'zod';
import { ProblemView } from '../common/errors/problem-view.ts';
import { DurableMessage } from '../modules/notify/feed/feed.dto.ts';
import { CLIENT_MESSAGES, SERVER_MESSAGES, type ClientMessage, type ServerMessage } from '../realtime-contract.ts';
import { schemaOf, shape, type JsonSchema } from './shapes.ts';

const clientMessages = (): [string, ClientMessage][] => Object.entries(CLIENT_MESSAGES);
const serverMessages = (): [string, ServerMessage][] => Object.entries(SERVER_MESSAGES);

/** What a durable message is wrapped in. */
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

/** `docs/asyncapi.json`: every message in both directions, AsyncAPI 3. Operations are the server’s: it receives what clients send. */
export function asyncApi(): string {
  const channel = { $ref: '#/channels/socket' };
  const message = (key: string) => ({ $ref: `#/channels/socket/messages/${key}` });
  // Some names go in both directions with different shapes, so the direction is part of the key.
  const received = clientMessages().flatMap(([name, { data, answer, about }]) => [
    [`receive.${name}`, { name, summary: about, payload: schemaOf(data, 'input') }],
    [`ack.${name}`, { name, summary: `Ack of ${name}.`, payload: acked(answer) }],
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

Socket.IO 4 at \`/socket.io\`, namespace \`/\`. Generated from \`src/realtime-contract.ts\` by \`npm run docs\`; the shapes in full are in
[asyncapi.json](asyncapi.json).

Connect with \`auth: { token, since? }\`: an access token, and the last number you hold. What you missed comes first, then
\`ready { latest }\`. Refused handshakes carry a problem in \`error.data\`. Every message you send is acked within 5 s with
\`{ ok: true, data }\` or \`{ ok: false, error: problem }\`; without an ack, refusals come as \`problem\`.

**Durable** messages arrive as \`{ seq, name, data, at }\`. \`seq\` grows by one per user, without gaps, over all devices and nodes. They are
written in the transaction of the change they tell of, sent at once after its commit, and kept for FEED_RETENTION_DAYS. Drop what
you already have; when a number is missing, or \`events.latest\` names a later one, ask with \`events.since\` (or
\`GET /api/v1/events?since=\`). \`complete: false\` says that what lies between was trimmed: load the objects themselves anew.
**Ephemeral** messages are bare data and may be lost.

The server asks for a sign of life every SOCKET_PING_INTERVAL_MS and gives up after SOCKET_PING_TIMEOUT_MS more: 18 s by default, short
enough for a shop screen, long enough for a train tunnel. A socket ends with its access token unless \`session.refresh\` brings a new
one, and within 5 s of sign-out, suspension or role change (SOCKET_SESSIONS_INTERVAL_MS where the announcement is lost). A frame over
16 KB, a flood, or a client that does not read ends the connection; more than SOCKETS_PER_USER on one node are refused.
`;

/** `docs/realtime.md`. */
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
