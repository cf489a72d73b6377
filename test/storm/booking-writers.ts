import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from 'mongodb';
import type { Random } from './random.ts';
import type { Person, StormBarber } from './seed-data.ts';
import type { Wire } from './wire.ts';

export interface Writing {
  barbers: StormBarber[];
  customers: Person[];
  random: Random;
  /** The smallest number of durable messages to cause. */
  messages: number;
  onProgress?: ((messages: number) => void) | undefined;
}

const WRITERS = 8;

export const countMessages = (db: Db): Promise<number> => db.collection('feed_messages').countDocuments();

/** Books and cancels until there are enough messages. Returns the answers that were neither 201 nor 409. */
export async function writeBookings(wire: Wire, db: Db, { random, ...writing }: Writing): Promise<string[]> {
  const unexpected: string[] = [];
  let written = 0;
  let next = 0;
  const writer = async () => {
    while (written < writing.messages) {
      const { status, body } = await bookAndCancel(wire, writing, random, next++);
      if (status !== 201 && status !== 409) unexpected.push(`a booking was answered ${status} ${body?.code}`);
    }
  };
  const counting = (async () => {
    while (written < writing.messages) {
      await delay(500);
      written = await countMessages(db);
      writing.onProgress?.(written);
    }
  })();
  await Promise.all([counting, ...Array.from({ length: WRITERS }, writer)]);
  return unexpected;
}

async function bookAndCancel(
  wire: Wire,
  { barbers, customers }: Pick<Writing, 'barbers' | 'customers'>,
  random: Random,
  turn: number,
) {
  const { barberId, services, starts } = barbers[turn % barbers.length]!;
  const startAt = new Date(starts[(turn * 4) % starts.length]!).toISOString();
  const { token } = random.pick(customers);
  const visit = { barberId, serviceIds: [services[0]!.id], startAt, force: true, paymentMethod: 'in_person' };
  const answer = await wire.post('/bookings', { token, body: visit });
  if (answer.status === 201) await wire.post(`/bookings/${answer.body.id}/cancel`, { token, body: {} });
  return answer;
}
