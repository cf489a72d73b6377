import type { DropsResult } from './drops.ts';
import { succeeded, type Operation, type Span } from './history.ts';
import type { KillResult } from './kills.ts';
import type { StormResult } from './random-storm.ts';
import type { RealtimeResult } from './realtime.ts';
import type { RivalResult } from './rivals.ts';
import { SLACK, type StalledResult } from './stalled.ts';
import type { TimingResult } from './timing.ts';

/** A text for people, and whether every check passed. */
export interface Report {
  lines: string[];
  failed: boolean;
}

export function reportRivals({ answers, violations, disagreements, roundTimes }: RivalResult): Report {
  const total = Object.values(answers).reduce((sum, count) => sum + count, 0);
  const seconds = roundTimes.reduce((sum, time) => sum + time, 0) / 1_000;
  const lines = [
    `rounds ${roundTimes.length}, requests ${total}, ${perSecond(total, seconds)}, a round took ${spread(roundTimes)}`,
    `answers: ${counts(answers)}`,
    ...findings({ 'rounds that went otherwise than one 201, all others 409 slot-taken': violations }),
    ...findings({ 'disagreements of bookings and calendars': disagreements }),
  ];
  return { lines, failed: violations.length + disagreements.length > 0 };
}

export function reportStorm({
  history,
  verdict,
  disagreements,
  orphans,
  lost,
  pauses,
  seconds,
  expired,
  drift,
}: StormResult): Report {
  const lists = {
    'overlaps of certainly active bookings': verdict.overlaps,
    'unexplained 409s and 422s': verdict.unexplained,
    '5xx and missing answers': verdict.serverErrors,
    'unexpected answers': verdict.unexpected,
    'orphan holds': orphans,
    'disagreements of bookings and calendars': disagreements,
    'acknowledged changes that are gone': lost,
  };
  const clock = drift > 250 ? [`the wall clock moved by ${drift.toFixed(0)} ms: deadlines cannot be judged`] : [];
  const lines = [
    `operations ${history.length}, ${perSecond(history.length, seconds)}, ${expired} requests expired, nodes paused ${pauses.length} times`,
    ...table(history, pauses),
    `refused claims that took longer than a hold lives, and so may have lapsed by themselves: ${verdict.excused}`,
    ...findings(lists),
    ...clock,
  ];
  return { lines, failed: clock.length > 0 || Object.values(lists).some(({ length }) => length > 0) };
}

export function reportKills({
  kills,
  acknowledged,
  unanswered,
  writtenUnseen,
  freeAgain,
  violations,
}: KillResult): Report {
  const lines = [
    `kills ${kills}, bookings under way ${acknowledged + unanswered}: acknowledged ${acknowledged}, without an answer ${unanswered}`,
    `of those without an answer and not tried again: booked all the same ${writtenUnseen}, free again ${freeAgain.length}, after ${spread(freeAgain)}`,
    ...findings({ violations }),
  ];
  return { lines, failed: violations.length > 0 };
}

/** Milliseconds that a client may take after a link was repaired, or be behind when its own connection is cut. */
const HEAL_MS = 2_000;

export function reportRealtime({ clients, messages, counts, healed, violations, seconds }: RealtimeResult): Report {
  const late = healed.filter((ms) => ms > HEAL_MS).map((ms) => `a mended link took ${ms} ms`);
  const lines = [
    `clients ${clients}, durable messages ${messages}, ${perSecond(messages, seconds)}, ways to Redis cut ${healed.length} times, one node replaced`,
    `all caught up after a mended link: ${spread(healed)}, longest ${Math.max(...healed)} ms`,
    `repeats dropped ${counts.repeats}, questions asked ${counts.asked}, connections lost ${counts.lost}`,
    ...findings({ 'clients without a message, or with one out of order or twice': violations, 'slow to heal': late }),
  ];
  return { lines, failed: violations.length + late.length > 0 };
}

export function reportDrops({ clients, messages, counts, healed, violations, seconds }: DropsResult): Report {
  const late = healed.filter((ms) => ms > HEAL_MS).map((ms) => `a client was ${ms} ms behind`);
  const lines = [
    `clients ${clients}, durable messages ${messages}, ${perSecond(messages, seconds)}, connections lost ${counts.lost}`,
    `from a commit until every client, dropped or not, had it: ${spread(healed)}, longest ${Math.max(...healed)} ms (${healed.length} looks)`,
    `repeats dropped ${counts.repeats}, questions asked ${counts.asked}`,
    ...findings({ 'clients without a message, or with one out of order or twice': violations, 'slow to heal': late }),
  ];
  return { lines, failed: violations.length + late.length > 0 };
}

const MIB = 2 ** 20;
/** How much more memory one node may use after the stall than before. */
const GROWTH_MIB = 64;
/** The limit for the delays of healthy clients. */
const P99_MS = 250;

export function reportStalled(result: StalledResult): Report {
  const { stalled, healthy, written, delays, memory, connections, violations, seconds } = result;
  const growth = memory.map(({ before, after }) => (after.rss - before.rss) / MIB);
  const p99 = delays[Math.floor(0.99 * delays.length)] ?? Infinity;
  const broken = [
    ...growth.filter((mib) => mib > GROWTH_MIB).map((mib) => `a node grew by ${mib.toFixed(0)} MiB`),
    ...(p99 > P99_MS ? [`p99 of healthy clients was ${p99} ms`] : []),
    ...(connections.after > connections.before + SLACK ? [`${connections.after} connections are still open`] : []),
  ];
  const mib = (bytes: number) => (bytes / MIB).toFixed(0);
  const lines = [
    `stalled ${stalled}, healthy ${healthy}, ${seconds.toFixed(0)} s; messages to the stalled ${written.loud}, to the others ${written.quiet}`,
    ...memory.map(
      ({ before, after, peak }, i) =>
        `node ${i + 1}, MiB after garbage collection: RSS ${mib(before.rss)} → ${mib(after.rss)} (most seen: ${mib(peak)}), heap ${mib(before.heap)} → ${mib(after.heap)}`,
    ),
    `connections on the nodes: before ${connections.before}, with the stalled ${connections.during}, in the end ${connections.after}`,
    `from a message’s \`at\`, before its commit, to a healthy client: ${spread(delays)}, longest ${delays.at(-1)} ms (${delays.length} messages)`,
    ...findings({ 'healthy clients that missed something or were cut off': violations, 'limits broken': broken }),
  ];
  return { lines, failed: violations.length + broken.length > 0 };
}

/** A guess by chance is right half of the time. With a thousand calls, the deviation is 1.6 %. */
const MOST_ACCURATE = 0.55;

export function reportTiming(results: TimingResult[]): Report {
  const findings = results.flatMap(({ what, accuracy, differences }) => [
    ...(accuracy >= MOST_ACCURATE ? [`${what}: accounts can be told by the time`] : []),
    ...differences.map((answer) => `${what}: only known accounts are answered ${answer}`),
  ]);
  const lines = results.map(
    ({ what, calls, accuracy, known, unknown }) =>
      `${what}: ${calls} calls, guessed right ${(100 * accuracy).toFixed(1)} %; median with an account ${known.toFixed(2)} ms, without ${unknown.toFixed(2)} ms`,
  );
  return { lines: [...lines, ...findings], failed: findings.length > 0 };
}

/** Returns one line per verb with the number of each answer, and the milliseconds of answers while no node was paused. */
function table(history: readonly Operation[], pauses: readonly Span[]): string[] {
  const calm = (operation: Operation) =>
    !pauses.some(({ from, to }) => operation.invokedAt < to + 500 && from < operation.answeredAt);
  return [...Map.groupBy(history, ({ verb }) => verb)]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([verb, operations]) => {
      const answers: Record<string, number> = {};
      for (const operation of operations) {
        const name = succeeded(operation) ? `${operation.status}` : `${operation.status} ${operation.code}`;
        answers[name] = (answers[name] ?? 0) + 1;
      }
      const times = operations.filter(calm).map(({ invokedAt, answeredAt }) => answeredAt - invokedAt);
      return `  ${verb.padEnd(13)}${spread(times).padEnd(32)}${counts(answers)}`;
    });
}

function findings(lists: Record<string, string[]>): string[] {
  return Object.entries(lists).flatMap(([title, list]) => {
    const shown = list.slice(0, 5).map((line) => `    ${line}`);
    return [`${title}: ${list.length}`, ...shown, ...(list.length > 5 ? ['    …'] : [])];
  });
}

const counts = (answers: Record<string, number>): string =>
  Object.entries(answers)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `${name} × ${count}`)
    .join(', ');

const perSecond = (count: number, seconds: number): string => `${(count / seconds).toFixed(0)}/s`;

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]?.toFixed(0) ?? '–';
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}
