import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.ts';
import { loadConfig } from '../common/config/config.ts';
import { problemCatalogue } from '../common/errors/problem.ts';
import { createOpenApi, setPrefix } from '../common/http/openapi.ts';
import { transitionOf, VERBS } from '../modules/booking/bookings/booking-transitions.ts';
import { eventsDocument } from './events-document.ts';
import { asyncApi, realtimeDocument } from './realtime-documents.ts';

/** `npm run docs` writes the generated documents, which are committed. `npm run check` compares them (`--check`). */
const folder = fileURLToPath(new URL('../../docs/', import.meta.url));

/** With `preview`, Nest builds the graph of modules and creates no instances, so the document needs no database. */
async function openApi(): Promise<string> {
  const nowhere = {
    MONGODB_URI: 'mongodb://nowhere',
    REDIS_URL: 'redis://nowhere',
    JWT_SECRET: 'x'.repeat(32),
    ROLES: 'api',
  };
  const adapter = new FastifyAdapter();
  const app = await NestFactory.create(AppModule.for(loadConfig(nowhere)), adapter, {
    preview: true,
    logger: ['error'],
  });
  setPrefix(app);
  return `${JSON.stringify(createOpenApi(app), null, 2)}\n`;
}

function problems(): string {
  const rows = problemCatalogue().map(
    ({ code, status, title, meaning }) => `| \`${code}\` | ${status} | ${title} | ${meaning} |`,
  );
  return `# Problems\n\nEvery error is \`application/problem+json\` (RFC 9457) with one of these codes. \`npm run docs\` writes this list.\n\n| code | status | title | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function bookingStates(): string {
  const arrows = VERBS.flatMap((verb) => {
    const { from, to, by } = transitionOf(verb);
    return from.map((status) => `  ${status} --> ${to === 'same' ? status : to}: ${verb} (${by.join(', ')})`);
  });
  const rows = VERBS.map((verb) => {
    const { from, to, by, event, chair } = transitionOf(verb);
    return `| ${verb} | ${from.join(', ')} | ${to} | ${by.join(', ')} | \`${event}\` | ${chair ?? '–'} |`;
  });
  return [
    '# Life of a booking\n\n`npm run docs` writes this document from `src/modules/booking/bookings/booking-transitions.ts`.\n',
    '```mermaid\nstateDiagram-v2\n  [*] --> requested: request (customer)\n  [*] --> accepted: book (customer at once, barber for a guest)',
    ...arrows,
    '  accepted --> requested: reschedule (customer, when requestMode is manual)\n```\n',
    '| verb | from | to | by | event | chair |\n|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

async function main(): Promise<void> {
  const documents = {
    'openapi.json': await openApi(),
    'problems.md': problems(),
    'booking-states.md': bookingStates(),
    'events.md': eventsDocument(),
    'realtime.md': realtimeDocument(),
    'asyncapi.json': asyncApi(),
  };
  const check = process.argv.includes('--check');
  const stale = Object.entries(documents).filter(([name, text]) => read(name) !== text);
  if (!check) stale.forEach(([name, text]) => writeFileSync(folder + name, text));
  const names = stale.map(([name]) => `docs/${name}`).join(', ');
  if (stale.length) console.log(check ? `Out of date: ${names}. Run "npm run docs" and commit.` : `Written: ${names}`);
  process.exit(check && stale.length ? 1 : 0);
}

function read(name: string): string | undefined {
  try {
    return readFileSync(folder + name, 'utf8');
  } catch {
    return undefined;
  }
}

await main();
