import { DOMAIN_EVENTS, type EventName } from '../../src/common/events/domain-events.ts';
import { OutboxRelay } from '../../src/jobs/outbox.relay.ts';
import type { TestApp } from './app.ts';
import { eventually } from './eventually.ts';

/** Every event so far has been handled by every subscriber, and is what the table of events says. Moves the clock. */
export async function settled(app: TestApp): Promise<void> {
  const outbox = app.db.collection<{ name: EventName; payload: unknown }>('outbox');
  await eventually(async () => {
    // The relay looks only at rows of that age, and what is handled may record more.
    app.clock.advance(11_000);
    await app.get(OutboxRelay).finish();
    expect(await outbox.find({ doneAt: null } as object).toArray()).toEqual([]);
  });
  for (const { name, payload } of await outbox.find().toArray()) DOMAIN_EVENTS[name].payload.parse(payload);
}
