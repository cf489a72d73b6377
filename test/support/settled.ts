import { OutboxRelay } from '../../src/jobs/outbox.relay.ts';
import type { TestApp } from './app.ts';
import { eventually } from './eventually.ts';

/** Every fact so far has been handled by everybody. Moves the clock. */
export const settled = (app: TestApp): Promise<void> =>
  eventually(async () => {
    // Only what is as old as that is looked at; what is done may cause more.
    app.clock.advance(11_000);
    await app.get(OutboxRelay).finish();
    expect(await app.db.collection('outbox').find({ doneAt: null }).toArray()).toEqual([]);
  });
