import { DOMAIN_EVENTS } from '../common/events/domain-events.ts';
import { subscriptions } from '../jobs/subscribers/every-subscriber.ts';
import { eventsDocument } from './events-document.ts';

const rowOf = (name: string) =>
  eventsDocument()
    .split('\n')
    .find((line) => line.startsWith(`| \`${name}\` |`));

test.each(Object.entries(DOMAIN_EVENTS))('%s is in the document, with its sentence', (name, { when }) => {
  expect(rowOf(name)).toContain(` ${when} `);
});

test('an event names the fields of its payload and its subscribers', () => {
  expect(rowOf('booking.created')).toMatch(/`{ bookingId, barberId, version, actorId }` \| .*`notifications` \|$/);
  expect(rowOf('user.erased')).toContain('`erasure-<module>`');
  expect(rowOf('booking.completed')).toMatch(/\| – \|$/);
});

test('names used elsewhere are in the table below', () => {
  expect(eventsDocument()).toContain('| `user.registered` | `UserCreated`, `UserRegistered` |');
});

test('no two subscribers have the same name, because their proofs would be one', () => {
  const names = subscriptions().map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
