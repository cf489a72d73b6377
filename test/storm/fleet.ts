import type { Db } from 'mongodb';
import type { DurableClient } from './durable-client.ts';
import { instant } from './history.ts';
import type { Person } from './seed-data.ts';
import { waitUntil } from './wait.ts';

/** Devices and their users. */
export type Fleet = { person: Person; client: DurableClient }[];

export interface FleetCounts {
  repeats: number;
  asked: number;
  lost: number;
}

const LONGEST_MS = 60_000;

/** Connects devices of all these people in turn and waits until every device is ready. */
export async function connectFleet(
  people: Person[],
  clients: number,
  make: (person: Person, i: number) => DurableClient,
): Promise<Fleet> {
  const fleet = Array.from({ length: clients }, (_, i) => {
    const person = people[i % people.length]!;
    return { person, client: make(person, i) };
  });
  await Promise.all(fleet.map(({ client }) => client.connect()));
  return fleet;
}

/** Returns the milliseconds until every client has all messages that exist now. */
export async function timeToHeal(db: Db, fleet: Fleet): Promise<number> {
  const asked = instant();
  const target = await latestOf(db);
  const has = ({ person, client }: Fleet[number]) => client.last >= (target.get(person.id) ?? 0);
  await waitUntil('every client has what was there at that moment', () => fleet.every(has), LONGEST_MS);
  return Math.round(instant() - asked);
}

/** Checks that every client has every number of its user, once and in order. Reports clients that do not. */
export async function judgeFleet(db: Db, fleet: Fleet): Promise<{ violations: string[]; counts: FleetCounts }> {
  const done = async () => !(await db.collection('outbox').findOne({ doneAt: null }));
  await waitUntil('the worker has handled every event', done, LONGEST_MS);
  const latest = await latestOf(db);
  const violations: string[] = [];
  await timeToHeal(db, fleet).catch((error: Error) => violations.push(error.message));
  const counts = { repeats: 0, asked: 0, lost: 0 };
  for (const { person, client } of fleet) {
    const expected = latest.get(person.id) ?? 0;
    const isWhole = client.applied.length === expected && client.applied.every((seq, i) => seq === i + 1);
    if (!isWhole) violations.push(`a client of ${person.id} applied ${client.applied.length} of ${expected}`);
    for (const name of ['repeats', 'asked', 'lost'] as const) counts[name] += client.counts[name];
  }
  return { violations, counts };
}

async function latestOf(db: Db): Promise<Map<string, number>> {
  const rows = await db.collection<{ _id: string; seq: number }>('feeds').find().toArray();
  return new Map(rows.map(({ _id, seq }) => [_id, seq]));
}
