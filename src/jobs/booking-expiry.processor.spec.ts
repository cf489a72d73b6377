import type { BarbersService } from '../modules/barbers/barbers.service.ts';
import type { BookingChangesService } from '../modules/bookings/booking-changes.service.ts';
import type { CalendarsService } from '../modules/calendars/calendars.service.ts';
import type { Config } from '../common/config/config.ts';
import { waitUntil } from '../../test/storm/wait.ts';
import { BookingExpiryProcessor } from './booking-expiry.processor.ts';

const quiet = { log: () => undefined, warn: () => undefined, error: () => undefined };

test('holds are swept while ending the requests that ran out takes its time', async () => {
  let expired = () => undefined as void;
  let sweeps = 0;
  const processor = new BookingExpiryProcessor(
    {
      expireDue: () => new Promise<number>((resolve) => (expired = () => resolve(0))),
    } as unknown as BookingChangesService,
    { sweep: () => Promise.resolve(sweeps++ && []) } as unknown as CalendarsService,
    {} as BarbersService,
    { SWEEP_INTERVAL_MS: 10 } as Config,
    quiet,
  );
  processor.onApplicationBootstrap();
  await waitUntil('three sweeps', () => sweeps >= 3);
  expired();
  await processor.onModuleDestroy();
});
