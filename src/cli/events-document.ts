import { DOMAIN_EVENTS, type EventName } from '../common/events/domain-events.ts';
import { subscriptions } from '../jobs/subscribers/every-subscriber.ts';
import { schemaOf, shape } from './shapes.ts';

const INTRODUCTION = `# Domain events

An event is a fact. The transaction of a write records the event, and each subscriber then acts on the event, once in effect. The order
of events is not guaranteed. \`erasure-<module>\` stands for one subscriber in each module that holds personal data. \`actorId\` is
null when the platform itself acted. \`npm run docs\` writes this document from \`src/common/events/domain-events.ts\` and
\`src/jobs/subscribers\`.
`;

/** Returns the text of `docs/events.md`. */
export function eventsDocument(): string {
  const names = Object.keys(DOMAIN_EVENTS) as EventName[];
  const all = subscriptions();
  const rows = names.map((name) => {
    const { when, payload } = DOMAIN_EVENTS[name];
    const heardBy = all.filter(({ events }) => events.includes(name)).map((subscriber) => `\`${subscriber.name}\``);
    return `| \`${name}\` | ${when} | ${shape(schemaOf(payload, 'output'))} | ${heardBy.join(', ') || '–'} |`;
  });
  return [
    INTRODUCTION,
    '| event | when | payload | subscribers |\n|---|---|---|---|',
    ...rows,
    '\nOther systems use these names for the same facts:\n',
    '| here | also known as |\n|---|---|',
    ...names.flatMap(aliasRow),
    '',
  ].join('\n');
}

function aliasRow(name: EventName): string[] {
  const entry = DOMAIN_EVENTS[name];
  if (!('alsoKnownAs' in entry)) return [];
  return [`| \`${name}\` | ${entry.alsoKnownAs.map((alias) => `\`${alias}\``).join(', ')} |`];
}
