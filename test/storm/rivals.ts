import { disagreementsIn, readState } from './database-check.ts';
import { instant } from './history.ts';
import { Random } from './random.ts';
import { openShops, signUpCustomers, type Person, type StormBarber } from './seed-data.ts';
import { Stage } from './stage.ts';
import type { Reply, Wire } from './wire.ts';

export interface RivalOptions {
  seed: number;
  rounds: number;
  rivals: number;
  onProgress?: (round: number) => void;
}

export interface RivalResult {
  /** How many requests got each answer: `201`, `409 slot-taken` … */
  answers: Record<string, number>;
  /** Rounds with any other result than one 201 and 409 `slot-taken` for all other requests. */
  violations: string[];
  disagreements: string[];
  /** Milliseconds from the first request of a round to its last answer. */
  roundTimes: number[];
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Lets many customers ask at once for one chair on two nodes, in many rounds. Each round is on another day. */
export async function rivalRounds({ seed, rounds, rivals, onProgress }: RivalOptions): Promise<RivalResult> {
  const stage = await Stage.open();
  try {
    const random = new Random(seed);
    const wires = stage.nodes.map(({ wire }) => wire);
    const barbers = await openShops(wires[0]!, stage.db);
    const customers = await signUpCustomers(wires[0]!, rivals);
    const result: RivalResult = { answers: {}, violations: [], disagreements: [], roundTimes: [] };
    for (let round = 0; round < rounds; round++) {
      const started = instant();
      const replies = await playRound(round, { wires, barbers, customers, random });
      result.roundTimes.push(instant() - started);
      note(result, round, replies);
      onProgress?.(round + 1);
    }
    result.disagreements = disagreementsIn(await readState(stage.client, stage.db), 30_000);
    return result;
  } finally {
    await stage.close();
  }
}

interface Field {
  wires: Wire[];
  barbers: StormBarber[];
  customers: Person[];
  random: Random;
}

function playRound(round: number, { wires, barbers, customers, random }: Field): Promise<Reply[]> {
  const barber = barbers[round % barbers.length]!;
  const visits = visitsOf(round, barber, random);
  return Promise.all(
    customers.map(({ token }, i) => {
      const body = { barberId: barber.barberId, paymentMethod: 'in_person', force: true, ...random.pick(visits) };
      return wires[i % wires.length]!.post('/bookings', { token, body });
    }),
  );
}

/**
 * Returns one visit for all customers. In every third round, the visits have other lengths and starts, and all of them overlap.
 */
function visitsOf(round: number, { starts, services }: StormBarber, random: Random) {
  // Every second round crosses UTC midnight, so that the claim is on two documents.
  const midnight = (Math.floor(starts[0]! / DAY) + 1 + round) * DAY;
  const startAt = round % 2 === 0 ? midnight - 15 * MINUTE : midnight + random.between(8, 80) * 15 * MINUTE;
  const shifts = round % 3 === 2 ? [0, -15, -30] : [0];
  // The shortest visit would end before the latest of the shifted visits begins.
  const lengths = round % 3 === 2 ? services.slice(1) : services.slice(0, 1);
  return shifts.flatMap((shift) =>
    lengths.map(({ id }) => ({ serviceIds: [id], startAt: new Date(startAt + shift * MINUTE).toISOString() })),
  );
}

function note(result: RivalResult, round: number, replies: Reply[]): void {
  const names = replies.map(({ status, body }) => (status === 201 ? '201' : `${status} ${body?.code}`));
  for (const name of names) result.answers[name] = (result.answers[name] ?? 0) + 1;
  const won = names.filter((name) => name === '201').length;
  const others = names.filter((name) => name !== '201' && name !== '409 slot-taken');
  if (won !== 1 || others.length)
    result.violations.push(`round ${round}: ${won} × 201, ${others.length} other: ${others[0] ?? ''}`);
}
