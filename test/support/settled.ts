import { DOMAIN_EVENTS, type EventName } from '../../src/common/events/domain-events.ts';
import { OutboxRelay } from '../../src/jobs/outbox.relay.ts';
import type { TestApp } from './app.ts';
import { eventually } from './eventually.ts';

/** Waits until every subscriber has handled every event so far, and checks the events against their table. Moves the clock. */
export async function settled(app: TestApp): Promise<void> {
  const outbox = app.db.collection<{ name: EventName; payload: unknown }>('outbox');
  await eventually(async () => {
    // The sweep looks only at rows of this age, and a handler may record more events.
    app.clock.advance(11_000);
    await app.get(OutboxRelay).finish();
    expect(await outbox.find({ doneAt: null } as object).toArray()).toEqual([]);
  });
  for (const { name, payload } of await outbox.find().toArray()) DOMAIN_EVENTS[name].payload.parse(payload);
}
