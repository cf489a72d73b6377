import { isUnknown, overlap, succeeded, type Operation, type Span, type Verb } from './history.ts';
import { holdsIn, type Hold, type Terms } from './timeline.ts';

export type { Terms };

/** One line per finding. When all lists are empty, nothing that clients saw contradicts one visit at a time per chair. */
export interface Verdict {
  /** Two owners who certainly had the same chair at the same instant. */
  overlaps: string[];
  /** Refusals of a chair that nobody can have had. */
  unexplained: string[];
  /** 5xx, or no answer. */
  serverErrors: string[];
  /** Answers that a request can never get, and two changes that made the same version. */
  unexpected: string[];
  /** Refusals of claims that took longer than a hold lives. Such a claim may have lapsed by itself. */
  excused: number;
}

/** Codes of refusals of a chair, and who may have had the chair. */
const REFUSALS: Partial<Record<string, Hold['kind'][]>> = {
  'slot-taken': ['booking', 'time-off'],
  'bookings-in-the-way': ['booking', 'time-off'],
  'time-off-overlaps': ['time-off'],
  // Storms ask only for starts inside the hours, on the grid and after the notice.
  'outside-availability': ['time-off'],
};

const CHANGE = ['200', '409 illegal-transition', '409 stale-version'];
const NO_CHAIR = ['409 slot-taken', '422 outside-availability'];
const EXPECTED: Record<Verb, string[]> = {
  create: ['201', ...NO_CHAIR, '409 customer-busy', '422 too-many-open-requests'],
  guest: ['201', ...NO_CHAIR],
  reschedule: [...CHANGE, ...NO_CHAIR, '409 customer-busy'],
  accept: CHANGE,
  decline: CHANGE,
  cancel: CHANGE,
  start: CHANGE,
  complete: CHANGE,
  'no-show': CHANGE,
  'time-off': ['201', '409 bookings-in-the-way', '409 time-off-overlaps'],
  'time-off-end': ['204', '404 not-found'],
};

/** Judges the requests and answers of clients. The same history always gives the same verdict. */
export function check(history: readonly Operation[], terms: Terms): Verdict {
  const holds = Map.groupBy(holdsIn(history, terms), ({ barber }) => barber);
  const refused = history.filter(
    (operation) => !succeeded(operation) && REFUSALS[operation.code ?? ''] && operation.wanted,
  );
  const bare = refused.filter((operation) => !isExplained(operation, holds.get(operation.barber) ?? []));
  const slow = bare.filter((operation) => mayHaveLapsed(operation, terms));
  return {
    overlaps: [...holds.values()].flatMap(certainOverlaps),
    unexplained: bare.filter((operation) => !slow.includes(operation)).map(describe),
    serverErrors: history.filter(isUnknown).map(describe),
    unexpected: [...history.filter(isUnexpected).map(describe), ...forks(history)],
    excused: slow.length,
  };
}

function certainOverlaps(holds: readonly Hold[]): string[] {
  const sure = holds.filter(({ certain }) => certain).toSorted((a, b) => a.span.from - b.span.from);
  return sure.flatMap((hold, i) => {
    const rivals: Hold[] = [];
    for (const other of sure.slice(i + 1)) {
      if (other.span.from >= hold.span.to) break;
      if (other.owner !== hold.owner && overlap(hold.certain!, other.certain!)) rivals.push(other);
    }
    return rivals.map((other) => `${describeHold(hold)} AND ${describeHold(other)}`);
  });
}

function isExplained(operation: Operation, holds: readonly Hold[]): boolean {
  const { wanted, invokedAt, answeredAt, subject, code } = operation;
  const kinds = REFUSALS[code!]!;
  return holds.some(
    (hold) =>
      kinds.includes(hold.kind) &&
      hold.owner !== subject &&
      hold.origin !== operation &&
      overlap(hold.span, wanted!) &&
      // Both ends count, because one common instant is enough.
      hold.possible.from <= answeredAt &&
      invokedAt <= hold.possible.to,
  );
}

/** A claim whose commit comes too late is refused even without a rival. A move has no such deadline. */
const mayHaveLapsed = ({ verb, invokedAt, answeredAt }: Operation, { holdTtl }: Terms): boolean =>
  verb !== 'reschedule' && answeredAt - invokedAt >= holdTtl;

function isUnexpected(operation: Operation): boolean {
  const answer = succeeded(operation) ? `${operation.status}` : `${operation.status} ${operation.code}`;
  return !isUnknown(operation) && !EXPECTED[operation.verb].includes(answer);
}

/** A version belongs to one change. */
function forks(history: readonly Operation[]): string[] {
  const changes = history.filter((operation) => succeeded(operation) && operation.seen);
  const groups = Map.groupBy(changes, ({ subject, seen }) => `${subject} version ${seen!.version}`);
  return [...groups]
    .filter(([, { length }]) => length > 1)
    .map(([what, { length }]) => `${what} was made ${length} times`);
}

const iso = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : '…');
const show = ({ from, to }: Span) => `${iso(from)}–${iso(to)}`;
const describeHold = ({ kind, owner, barber, span, certain }: Hold) =>
  `${kind} ${owner} at ${barber} for ${show(span)}, sure during ${show(certain!)}`;

export function describe({
  client,
  verb,
  barber,
  subject,
  wanted,
  invokedAt,
  answeredAt,
  status,
  code,
}: Operation): string {
  const target = [subject, wanted && `for ${show(wanted)}`].filter(Boolean).join(' ');
  return `client ${client}: ${verb} ${target} at ${barber} during ${iso(invokedAt)}–${iso(answeredAt)} → ${status} ${code ?? ''}`;
}
