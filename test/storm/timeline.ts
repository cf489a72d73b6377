import { isUnknown, succeeded, type Operation, type Span } from './history.ts';

/** A time in which one owner has a chair, as far as clients can tell from outside. */
export interface Hold {
  owner: string;
  /** The request that began the hold. */
  origin: Operation;
  barber: string;
  kind: 'booking' | 'time-off';
  /** The interval: the visit with its buffers. */
  span: Span;
  /** When the entry may have been on the calendar: from the request until the last answer that can have ended the entry. */
  possible: Span;
  /** When the entry was certainly on the calendar: from the acknowledgment until a request for its end, or until its deadline. */
  certain: Span | null;
}

export interface Terms {
  /** Milliseconds between claim and commit after which a claim lapses (BOOKING_HOLD_TTL_SECONDS). */
  holdTtl: number;
  /** How far the clock of the runner may differ from the wall clock, which nodes use for deadlines. */
  slack: number;
}

const ACTIVE = new Set(['requested', 'accepted', 'in_progress']);
/** Codes of refusals in the transaction or after the claim. The claim existed for rivals to meet. */
const REFUSED_AFTER_CLAIM = new Set(['customer-busy', 'too-many-open-requests']);

/** Returns everything that had a chair or may have had a chair, from the history alone. */
export function holdsIn(history: readonly Operation[], terms: Terms): Hold[] {
  const bySubject = Map.groupBy(
    history.filter(({ subject }) => subject !== undefined),
    ({ subject }) => subject!,
  );
  const owned = [...bySubject].flatMap(([owner, operations]) => holdsOf(owner, operations, terms));
  const attempts = history.flatMap((operation, i) => attemptOf(operation, `attempt ${i}`, terms));
  return [...owned, ...attempts];
}

function holdsOf(owner: string, operations: Operation[], terms: Terms): Hold[] {
  const isTimeOff = operations.some(({ verb }) => verb.startsWith('time-off'));
  return isTimeOff ? timeOffHold(owner, operations) : bookingHolds(owner, operations, terms);
}

function timeOffHold(owner: string, operations: Operation[]): Hold[] {
  const made = operations.find((operation) => operation.verb === 'time-off' && succeeded(operation));
  if (!made) return [];
  const ends = operations.filter(({ verb }) => verb === 'time-off-end');
  const asked = ends.filter((operation) => succeeded(operation) || isUnknown(operation));
  const certain = { from: made.answeredAt, to: Math.min(Infinity, ...asked.map(({ invokedAt }) => invokedAt)) };
  const possible = { from: made.invokedAt, to: ends.find(succeeded)?.answeredAt ?? Infinity };
  return [hold(owner, made, 'time-off', { span: made.wanted!, possible, certain })];
}

/** Returns one hold for each time that the booking had, from version to version. */
function bookingHolds(owner: string, operations: Operation[], { slack }: Terms): Hold[] {
  const known = operations.filter((operation) => succeeded(operation) && operation.seen);
  const inOrder = known.toSorted((a, b) => a.seen!.version - b.seen!.version);
  const doubtful = operations.filter(isUnknown);
  const mayBeFirm = doubtful.some(({ verb }) => verb === 'accept');
  return stretches(inOrder).map(({ first, last, next }) => {
    const deadline = last.seen!.expiresAt ?? Infinity;
    const doubt = Math.min(Infinity, ...doubtful.map(({ invokedAt }) => invokedAt));
    const certain = { from: first.answeredAt, to: Math.min(next?.invokedAt ?? Infinity, deadline - slack, doubt) };
    const lapse = mayBeFirm ? Infinity : deadline + slack;
    const possible = { from: first.invokedAt, to: Math.min(next?.answeredAt ?? Infinity, lapse) };
    return hold(owner, first, 'booking', { span: first.seen!.claimed, possible, certain });
  });
}

/** Returns runs of versions with the same time. `next` is the change that ended the run. */
function stretches(inOrder: Operation[]): { first: Operation; last: Operation; next: Operation | undefined }[] {
  const found: { first: Operation; last: Operation; next: Operation | undefined }[] = [];
  let open: (typeof found)[number] | undefined;
  for (const operation of inOrder) {
    const { status, claimed } = operation.seen!;
    const stays = open && ACTIVE.has(status) && sameSpan(claimed, open.last.seen!.claimed);
    if (open && stays) open.last = operation;
    else {
      if (open) open.next = operation;
      open = ACTIVE.has(status) ? { first: operation, last: operation, next: undefined } : undefined;
      if (open) found.push(open);
    }
  }
  return found;
}

/** Returns what a request without effect may have held while it ran. When the outcome is unknown, the end is unknown too. */
function attemptOf(operation: Operation, owner: string, { holdTtl }: Terms): Hold[] {
  const { verb, wanted, invokedAt, answeredAt, code } = operation;
  if (!wanted || succeeded(operation)) return [];
  // A move is one transaction, so nobody ever sees a refused move. A refused claim was not written, unless it lapsed before its
  // commit.
  const wasSeen = verb !== 'reschedule' && (REFUSED_AFTER_CLAIM.has(code ?? '') || answeredAt - invokedAt >= holdTtl);
  if (!isUnknown(operation) && !wasSeen) return [];
  const possible = { from: invokedAt, to: isUnknown(operation) ? Infinity : answeredAt };
  const kind = verb === 'time-off' ? 'time-off' : 'booking';
  return [hold(operation.subject ?? owner, operation, kind, { span: wanted, possible, certain: null })];
}

const hold = (
  owner: string,
  origin: Operation,
  kind: Hold['kind'],
  { span, possible, certain }: Pick<Hold, 'span' | 'possible' | 'certain'>,
): Hold => {
  const sure = certain && certain.from < certain.to ? certain : null;
  return { owner, origin, barber: origin.barber, kind, span, possible, certain: sure };
};

const sameSpan = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;
