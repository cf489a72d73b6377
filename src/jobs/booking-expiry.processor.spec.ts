import type { BarbersService } from '../modules/barbers/barbers.service.ts';
import type { BookingChangesService } from '../modules/bookings/booking-changes.service.ts';
import type { CalendarsService } from '../modules/calendars/calendars.service.ts';
import type { Config } from '../common/config/config.ts';
import { eventually } from '../../test/support/eventually.ts';
import { BookingExpiryProcessor } from './booking-expiry.processor.ts';

const quiet = { log: () => undefined, warn: () => undefined, error: () => undefined };

/** Counts sweeps; both kinds of work take as long as these promises. */
function processing(work: { expireDue: () => Promise<number>; sweep: () => Promise<unknown[]> }) {
  const counts = { sweeps: 0 };
  const sweep = () => {
    counts.sweeps++;
    return work.sweep();
  };
  const processor = new BookingExpiryProcessor(
    { expireDue: work.expireDue } as unknown as BookingChangesService,
    { sweep } as unknown as CalendarsService,
    {} as BarbersService,
    { SWEEP_INTERVAL_MS: 10 } as Config,
    quiet,
  );
  processor.onApplicationBootstrap();
  return { processor, counts };
}

test('holds are swept while ending the requests that ran out takes its time', async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const { processor, counts } = processing({ expireDue: () => promise, sweep: () => Promise.resolve([]) });
  await eventually(() => expect(counts.sweeps).toBeGreaterThanOrEqual(3));
  resolve(0);
  await processor.onModuleDestroy();
});

test('the next sweep comes although one waits for a barber whom a dying node keeps locked', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown[]>();
  const { processor, counts } = processing({ expireDue: () => Promise.resolve(0), sweep: () => promise });
  await eventually(() => expect(counts.sweeps).toBeGreaterThanOrEqual(3));
  resolve([]);
  await processor.onModuleDestroy();
});
