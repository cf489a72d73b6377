import type { BookingStatus, Party, Verb } from '../../src/modules/booking/bookings/booking-transitions.ts';

/**
 * Which party may use which verb in which status, and the next status. Written from the contract, not from the code.
 * C customer, B barber, A admin, S the system; `·` nobody.
 */
const MATRIX = `
              requested      accepted        in_progress  completed  cancelled  declined  expired  no_show
  accept      B→accepted     ·               ·            ·          ·          ·         ·        ·
  decline     B→declined     ·               ·            ·          ·          ·         ·        ·
  expire      S→expired      ·               ·            ·          ·          ·         ·        ·
  reschedule  CB→requested   CB→accepted     ·            ·          ·          ·         ·        ·
  depart      ·              B→accepted      ·            ·          ·          ·         ·        ·
  start       ·              B→in_progress   ·            ·          ·          ·         ·        ·
  complete    ·              ·               B→completed  ·          ·          ·         ·        ·
  cancel      CBA→cancelled  CBA→cancelled   ·            ·          ·          ·         ·        ·
  no-show     ·              B→no_show       ·            ·          ·          ·         ·        ·
`;

const PARTIES: Record<string, Party> = { C: 'customer', B: 'barber', A: 'admin', S: 'system' };

export interface Cell {
  verb: Verb;
  status: BookingStatus;
  parties: Party[];
  /** Undefined when the verb is never allowed from this status. */
  to: BookingStatus | undefined;
}

const [head, ...rows] = MATRIX.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const statuses = head as BookingStatus[];

const cells = rows.flatMap(([verb, ...fields]) =>
  fields.map((field, column): Cell => {
    const [letters, to] = field === '·' ? [''] : field.split('→');
    const parties = [...letters!].map((letter) => PARTIES[letter]!);
    return { verb: verb as Verb, status: statuses[column]!, parties, to: to as BookingStatus | undefined };
  }),
);

export const lifeOfABooking = {
  statuses,
  verbs: rows.map(([verb]) => verb as Verb),
  cells,
  cell: (verb: Verb, status: BookingStatus): Cell => cells.find((one) => one.verb === verb && one.status === status)!,
  /** Every verb that this party may use in this status. */
  verbsOf: (party: Party, status: BookingStatus): Verb[] =>
    cells.filter((one) => one.status === status && one.parties.includes(party)).map(({ verb }) => verb),
};
