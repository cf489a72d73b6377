import type { Db } from 'mongodb';
import { instant } from './history.ts';
import { must, type Person, type StormBarber } from './seed-data.ts';
import type { Wire } from './wire.ts';
import { setTimeout as delay } from 'node:timers/promises';

/** Two people who may write to each other. */
export interface Pair {
  id: string;
  customer: Person;
  barber: StormBarber;
}

/** Opens a conversation with a booking. `place` chooses one of the barber's starts. */
export async function openConversation(
  wire: Wire,
  barber: StormBarber,
  customer: Person,
  place: number,
): Promise<Pair> {
  const startAt = new Date(barber.starts[place * 8]!).toISOString();
  const body = {
    ...{ barberId: barber.barberId, serviceIds: [barber.services[0]!.id], startAt },
    ...{ paymentMethod: 'in_person', force: true },
  };
  const booked = await must(wire.post('/bookings', { token: customer.token, body }));
  return { id: booked.body.conversationId as string, customer, barber };
}

export interface Talk {
  pairs: Pair[];
  text: string;
  /** Milliseconds from one message to the next. */
  everyMs: number;
}

let serial = 0;

/**
 * Customers write in turn, as fast as `everyMs` if the node keeps up. Returns how many messages were accepted, and other answers.
 */
export async function talk(wire: Wire, { pairs, text, everyMs }: Talk, over: AbortSignal) {
  const result = { written: 0, refused: [] as string[] };
  while (!over.aborted) {
    const due = instant() + everyMs;
    const { id, customer } = pairs[serial % pairs.length]!;
    const body = { clientId: `message-${++serial}`, text };
    const { status, body: answer } = await wire.post(`/conversations/${id}/messages`, { token: customer.token, body });
    if (status === 201) result.written++;
    else result.refused.push(`a message was answered ${status} ${answer?.code}`);
    await delay(Math.max(0, due - instant()));
  }
  return result;
}

export async function latestNumbers(db: Db): Promise<Map<string, number>> {
  const rows = await db.collection<{ _id: string; seq: number }>('feeds').find().toArray();
  return new Map(rows.map(({ _id, seq }) => [_id, seq]));
}
