import { accuracyOf, type Sample } from './classifier.ts';
import { instant } from './history.ts';
import { Random } from './random.ts';
import { signUpCustomers } from './seed-data.ts';
import { Stage } from './stage.ts';
import type { Wire } from './wire.ts';

export interface TimingResult {
  what: string;
  calls: number;
  /** How often a classifier guesses right whether the account exists; 0.5 is chance. */
  accuracy: number;
  /** Median milliseconds. */
  known: number;
  unknown: number;
  /** Answers that differ between known and unknown accounts. */
  differences: string[];
}

const ACCOUNTS = 100;
const WARM_UP = 200;

/** Requests about an account that may exist, which need no secret. */
const QUESTIONS: Record<string, (email: string) => { path: string; body: object }> = {
  'sign-in with a wrong password': (email) => ({ path: '/auth/signin', body: { email, password: 'not the password' } }),
  'forgotten password': (email) => ({ path: '/auth/forgot-password', body: { email } }),
};

/** Asks about known and unknown accounts in random order, one call after another, and tries to tell them apart by time. */
export async function timingStorm({ seed, calls }: { seed: number; calls: number }): Promise<TimingResult[]> {
  // Hashes are cheap here, because a difference of a tenth of a millisecond would be lost in the time of real hashes.
  const stage = await Stage.open({ apiNodes: 1 });
  try {
    const { wire } = stage.nodes[0]!;
    const known = (await signUpCustomers(wire, ACCOUNTS)).map(({ email }) => email);
    const results = [];
    for (const what of Object.keys(QUESTIONS)) results.push(await ask(what, { wire, known, seed, calls }));
    return results;
  } finally {
    await stage.close();
  }
}

interface Course {
  wire: Wire;
  known: string[];
  seed: number;
  calls: number;
}

async function ask(what: string, { wire, known, seed, calls }: Course): Promise<TimingResult> {
  const random = new Random(seed);
  const samples: Sample[] = [];
  const answers = { true: new Set<string>(), false: new Set<string>() };
  for (let i = -WARM_UP; i < calls; i++) {
    const isKnown = random.chance(0.5);
    const pick = random.pick(known);
    // The address is as long as a known address, and is used only once.
    const email = isKnown ? pick : `${random.between(100_000, 999_999)}${pick.slice(6)}`;
    const { path, body } = QUESTIONS[what]!(email);
    const started = instant();
    const answer = await wire.post(path, { body });
    if (i < 0) continue;
    samples.push({ time: instant() - started, isKnown });
    answers[`${isKnown}`].add(comparable(answer));
  }
  const differences = [...answers.true].filter((answer) => !answers.false.has(answer));
  const medianOf = (isKnown: boolean) =>
    median(samples.filter((one) => one.isKnown === isKnown).map(({ time }) => time));
  return { what, calls, accuracy: accuracyOf(samples), known: medianOf(true), unknown: medianOf(false), differences };
}

/** Returns the status and the body without the id of the request. */
const comparable = ({ status, body }: { status: number; body: any }): string =>
  JSON.stringify([status, { ...body, requestId: undefined }]);

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
