import {
  CLIENT_MESSAGES,
  SERVER_MESSAGES,
  type ClientMessageName,
  type ServerMessageName,
} from '../../src/realtime-contract.ts';

/**
 * States of a booking, always a visit at the customer’s place: `asked_again` when the customer moved the visit after it was
 * accepted, `cancelled` after it was accepted, `taken_back` before.
 */
export const STATES = [
  'requested',
  'accepted',
  'asked_again',
  'departed',
  'in_progress',
  'completed',
  'cancelled',
  'taken_back',
  'declined',
  'expired',
  'no_show',
] as const;
export type State = (typeof STATES)[number];

/** People who may send messages about a booking. */
export const SPEAKERS = {
  C: 'its customer',
  B: 'its barber',
  W: 'its barber, whose approval was withdrawn',
  A: 'an admin',
  O: 'another customer of that barber',
  P: 'another barber',
  U: 'a barber who is not verified',
} as const;
export type Speaker = keyof typeof SPEAKERS;

/**
 * People who may receive messages about a booking. Each person watches the booking and the day if they may, except for small
 * letters.
 */
export const LISTENERS = {
  C: 'its customer',
  c: 'its customer on a device that watches nothing',
  B: 'its barber',
  b: 'its barber on a device that watches nothing',
  A: 'an admin',
  a: 'an admin on a device that watches nothing',
  O: 'another customer of that barber',
  P: 'another barber',
  U: 'a barber who is not verified',
} as const;
export type Listener = keyof typeof LISTENERS;

/** Client messages that name neither a booking nor a conversation: they are about the own feed and session, or open to all. */
export const ABOUT_NO_BOOKING = [
  'events.since',
  'session.refresh',
  'availability.watch',
  'availability.unwatch',
] as const;

/**
 * The answers to each speaker by state. A single answer holds for every state. `where` means ok with the barber’s position, 403
 * means `forbidden`, 404 `not-found`, 409 `location-not-shared`. Written from the contract, not from the code.
 */
const ASKED = `
                          requested accepted asked_again departed in_progress completed cancelled taken_back declined expired no_show
  booking.watch   CBW     ok        ok       ok          where    ok          ok        ok        ok         ok       ok      ok
  booking.watch   A       ok
  booking.watch   OPU     404
  booking.unwatch CBWAOPU ok
  location.share  BW      409       409      409         ok       409         409       409       409        409      409     409
  location.share  C       403
  location.share  AOPU    404
  location.report BW      409       409      409         ok       409         409       409       409        409      409     409
  location.report C       403
  location.report AOPU    404
  location.stop   BW      ok
  location.stop   C       403
  location.stop   AOPU    404
  message.send    CBW     ok
  message.send    AOPU    404
  message.read    CBW     ok
  message.read    AOPU    404
  message.typing  CBW     ok
  message.typing  AOPU    404
`;

/**
 * Who receives which message when a booking reaches a state, each once. Nobody receives messages without a row; `·` is nobody.
 */
const BECOMES = `
                       requested accepted asked_again departed in_progress completed cancelled taken_back declined expired no_show
  ready                CcBbAaOPU
  booking.updated      CcBb
  booking.changed      ·         A        A           A        A           A         A         A          A        A       A
  notification.created Bb        Cc       Bb          Cc       ·           ·         Bb        Bb         Cc       Cc      ·
  availability.changed CBAOPU    ·        CBAOPU      ·        ·           CBAOPU    CBAOPU    CBAOPU     CBAOPU   CBAOPU  CBAOPU
`;

/**
 * Who receives which message in the second act: the customer writes and types, the barber reads and reports their position, every
 * node sends the last numbers, and another customer asks to watch without asking for an ack.
 */
const HAPPENS = `
                       requested accepted asked_again departed in_progress completed cancelled taken_back declined expired no_show
  message.created      CcBb
  notification.created Bb
  message.read         CcBb
  message.typing       Bb
  location.updated     ·         ·        ·           CB       ·           ·         ·         ·          ·        ·       ·
  eta.updated          ·         ·        ·           CB       ·           ·         ·         ·          ·        ·       ·
  verification.updated ·
  events.latest        CcBbAaOPU
  problem              O
`;

/** Who finds which secret in any message that they received. */
const FINDS = `
                 requested accepted asked_again departed in_progress completed cancelled taken_back declined expired no_show
  phone          ·         Bb       ·           Bb       Bb          Bb        Bb        ·          ·        ·       Bb
  place          Cc        CcBb     Cc          CcBb     CcBb        CcBb      CcBb      Cc         Cc       Cc      CcBb
  customer       CcBb
  note           CcBb
  bookingId      CcBb      CcBbA    CcBbA       CcBbA    CcBbA       CcBbA     CcBbA     CcBbA      CcBbA    CcBbA   CcBbA
  conversationId CcBb
  message        CcBb
  position       ·         ·        ·           CB       ·           ·         ·         ·          ·        ·       ·
`;
export const SECRETS = [
  'phone',
  'place',
  'customer',
  'note',
  'bookingId',
  'conversationId',
  'message',
  'position',
] as const;
export type Secret = (typeof SECRETS)[number];

const MEANINGS: Record<string, string> = {
  ok: 'ok',
  where: 'where',
  '403': '403 forbidden',
  '404': '404 not-found',
  '409': '409 location-not-shared',
};

/** Splits rows into words. The head must name every state. A row has one cell, or one cell for each state. */
function rowsOf(table: string, keys: number): { key: string[]; cells: string[] }[] {
  const [head, ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  if (head!.join() !== STATES.join()) throw new Error(`the head of the table is ${head!.join(' ')}`);
  return rows.map((row) => {
    const [key, cells] = [row.slice(0, keys), row.slice(keys)];
    if (cells.length !== 1 && cells.length !== STATES.length)
      throw new Error(`${key.join(' ')}: ${cells.length} cells`);
    return { key, cells: cells.length === 1 ? STATES.map(() => cells[0]!) : cells };
  });
}

/** Returns the answers to a speaker in a state, by message. Throws when the table has no answer or two answers. */
export function answersTo(speaker: Speaker, state: State): Record<AskedMessage, string> {
  const rows = rowsOf(ASKED, 2);
  const answer = (message: string) => {
    const found = rows.filter(({ key }) => key[0] === message && key[1]!.includes(speaker));
    if (found.length !== 1) throw new Error(`${message} of ${SPEAKERS[speaker]}: ${found.length} rows`);
    return MEANINGS[found[0]!.cells[STATES.indexOf(state)]!];
  };
  return Object.fromEntries(ASKED_MESSAGES.map((message) => [message, answer(message)])) as never;
}

const heardBy = <Name extends string>(table: string, names: readonly Name[], state: State): Record<Name, string> => {
  const rows = rowsOf(table, 1);
  const unknown = rows.find(({ key }) => !names.includes(key[0] as Name));
  if (unknown) throw new Error(`there is no ${unknown.key[0]}`);
  const cellOf = (name: Name) => rows.find(({ key }) => key[0] === name)?.cells[STATES.indexOf(state)] ?? '·';
  return Object.fromEntries(names.map((name) => [name, cellOf(name)])) as Record<Name, string>;
};

export type AskedMessage = Exclude<ClientMessageName, (typeof ABOUT_NO_BOOKING)[number]>;
export const ASKED_MESSAGES = Object.keys(CLIENT_MESSAGES).filter(
  (name) => !(ABOUT_NO_BOOKING as readonly string[]).includes(name),
) as AskedMessage[];
export const TOLD_MESSAGES = Object.keys(SERVER_MESSAGES) as ServerMessageName[];
/** Server messages that have a row in at least one table. */
export const TABLED = [BECOMES, HAPPENS].flatMap((table) => rowsOf(table, 1).map(({ key }) => key[0]!));

export const whoHears = {
  becoming: (state: State) => heardBy(BECOMES, TOLD_MESSAGES, state),
  then: (state: State) => heardBy(HAPPENS, TOLD_MESSAGES, state),
};
export const whoFinds = (state: State) => heardBy(FINDS, SECRETS, state);

const [speakers, listeners] = [Object.keys(SPEAKERS).length, Object.keys(LISTENERS).length];
export const CELLS = {
  asked: speakers * STATES.length * ASKED_MESSAGES.length,
  told: 2 * listeners * STATES.length * TOLD_MESSAGES.length,
  found: listeners * STATES.length * SECRETS.length,
};
