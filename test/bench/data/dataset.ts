import { MongoClient, type Db } from 'mongodb';
import type { Barber } from '../../../src/modules/shop/barbers/barber.types.ts';
import type { Booking } from '../../../src/modules/booking/bookings/booking.types.ts';
import type { Application } from './application.ts';
import { makeBarber, serviceRecords } from './barbers.ts';
import { Bookings, calendarsOf } from './bookings.ts';
import { BulkWriter } from './bulk-writer.ts';
import { barberAccount, customers, type Customer } from './people.ts';
import type { Size } from './size.ts';
import { futureVisits, isMeasured, pastVisits } from './visits.ts';

const DAY = 86_400_000;

/** Facts about the dataset that the figures need. */
export interface Dataset {
  barbers: Barber[];
  customers: Customer[];
  /** The day of the epoch on which the dataset was made. */
  today: number;
  /** The number of documents by collection. */
  counts: Record<string, number>;
}

export interface Wanted {
  size: Size;
  application: Application;
  /** When false, nobody has past visits, and only barbers whose open time is measured have future visits. */
  history: boolean;
}

/**
 * Fills a migrated database. The same seed and day give the same documents. The rules of the collections check every document.
 */
export async function loadDataset(uri: string, { size, application, history }: Wanted): Promise<Dataset> {
  const client = await MongoClient.connect(uri, { ignoreUndefined: true, maxPoolSize: 8 });
  try {
    const now = new Date();
    const today = Math.floor(now.getTime() / DAY);
    const people = customers(size, application, now);
    const barbers = Array.from({ length: size.barbers }, (_, n) => makeBarber(n, size, now));
    const writer = new BulkWriter(client.db());
    for (const service of serviceRecords()) await writer.add('services', service);
    for (const { user, session } of people) {
      await writer.add('users', user);
      await writer.add('sessions', session);
      await writer.add('customer_agendas', { _id: user._id, version: 1 });
    }
    const bookings = new Bookings(
      application,
      people.map(({ user }) => user._id),
      size.regulars,
    );
    for (const [n, barber] of barbers.entries()) {
      await writer.add('users', barberAccount(n, now));
      await writer.add('barbers', recordOf(barber));
      const past = history ? pastVisits(barber, n, size, today).map((visit) => bookings.past(visit)) : [];
      const coming = history || isMeasured(n, size) ? futureVisits(barber, n, size, today) : [];
      const all = [...past, ...coming.map((visit) => bookings.coming(visit, now))];
      for (const booking of all) await writer.add('bookings', recordOf(booking));
      for (const day of calendarsOf(all)) await writer.add('calendars', day);
    }
    await writer.end();
    await settle(client.db());
    return { barbers, customers: people, today, counts: writer.counts };
  } finally {
    await client.close();
  }
}

const recordOf = ({ id, ...rest }: Barber | Booking) => ({ _id: id, ...rest });

/** Writes data that is still in memory to the disk, so that no round pays for the loading. */
async function settle(db: Db): Promise<void> {
  await db.admin().command({ fsync: 1 });
}
