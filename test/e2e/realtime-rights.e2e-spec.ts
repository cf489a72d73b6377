import { CLIENT_MESSAGES, SERVER_MESSAGES } from '../../src/realtime-contract.ts';
import { eventually } from '../support/eventually.ts';
import { must } from '../support/people.ts';
import {
  ABOUT_NO_BOOKING,
  answersTo,
  ASKED_MESSAGES,
  CELLS,
  LISTENERS,
  SECRETS,
  SPEAKERS,
  STATES,
  TABLED,
  TOLD_MESSAGES,
  whoFinds,
  whoHears,
  type Speaker,
} from '../support/rights-tables.ts';
import { Cast, Scene } from '../support/rights-stage.ts';
import { SocketClient } from '../support/socket-client.ts';

let cast: Cast;
const cells = { asked: 0, told: 0, found: 0 };
beforeAll(async () => {
  cast = await Cast.gather();
});
afterAll(() => cast.visits.close());

const speakers = Object.entries(SPEAKERS).map(([speaker, who]) => [who, speaker as Speaker] as const);
const listeners = Object.keys(LISTENERS).length;

it('the tables speak of every message of the contract, and of no other', () => {
  expect([...ASKED_MESSAGES, ...ABOUT_NO_BOOKING].sort()).toEqual(Object.keys(CLIENT_MESSAGES).sort());
  expect([...new Set(TABLED)].sort()).toEqual(Object.keys(SERVER_MESSAGES).sort());
});

describe('whoever is nobody is refused at the handshake, whatever the booking', () => {
  const refusedTo = async (token: string | undefined) => {
    const client = new SocketClient(cast.visits.app.http.url, { token });
    await eventually(() => expect(client.refused).toMatchObject({ status: 401, code: 'unauthenticated' }));
    expect(client.heard).toEqual([]);
    client.close();
  };

  it('without a token, or with one that is none', async () => {
    for (const token of [undefined, '', 'nonsense']) await refusedTo(token);
  });

  it('its customer and its barber, once they are suspended', async () => {
    const { visits } = cast;
    const [customer, barber] = [await visits.customer(), await visits.shop()];
    await visits.accepted(customer, barber);
    for (const { id, token } of [customer, barber]) {
      await must(visits.admin.http.patch(`/admin/users/${id}`, { suspended: true }));
      await refusedTo(token);
    }
  });
});

describe.each(STATES)('of a booking that is %s', (state) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open(cast, state);
  });
  afterAll(() => scene.close());
  const heard = () => Object.fromEntries(TOLD_MESSAGES.map((message) => [message, scene.hearersOf(message)]));
  const act = async (play: () => Promise<void>, expected: Record<string, string>) => {
    await play();
    await eventually(() => expect(heard()).toEqual(expected));
    await scene.settled();
    expect(heard()).toEqual(expected);
    cells.told += TOLD_MESSAGES.length * listeners;
    scene.next();
  };

  it('everybody hears what is theirs to hear, when it becomes so and afterwards, and nothing else', async () => {
    await act(() => scene.become(), whoHears.becoming(state));
    await act(() => scene.goOn(), whoHears.then(state));
  });

  it('nothing that is hidden is in what anybody heard', () => {
    expect(Object.fromEntries(SECRETS.map((secret) => [secret, scene.findersOf(secret)]))).toEqual(whoFinds(state));
    cells.found += SECRETS.length * listeners;
  });

  it.each(speakers)('%s is answered what the table says to every message', async (_who, speaker) => {
    if (speaker === 'W') await cast.decide('reject');
    const answers = await scene.answers(speaker, ASKED_MESSAGES);
    if (speaker === 'W') await cast.decide('approve');
    expect(answers).toEqual(answersTo(speaker, state));
    cells.asked += ASKED_MESSAGES.length;
  });
});

it(`every cell was looked at: ${CELLS.asked} answers, ${CELLS.told} times hearing, ${CELLS.found} finding`, () => {
  expect(cells).toEqual(CELLS);
});
