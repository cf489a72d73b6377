import { compare, interleave, sideBySide, warmUp, type Comparison, type Contender } from '../load/rounds.ts';
import { searchPoints } from '../data/barbers.ts';
import { pastBookings } from '../data/size.ts';
import type { Bench, Figure, Result } from './figure.ts';

const DAY = 86_400_000;
/** The allowed ratio: 1, plus the noise of a shared machine. */
const GROWTH = 1.2;

export const availability: Figure = {
  name: 'availability',
  async measure(bench: Bench): Promise<Result> {
    const { size } = bench.options;
    const { uri } = await bench.full();
    const { uri: freshUri } = await bench.fresh();
    const [floor, ours, fresh] = await Promise.all([
      bench.stage.startFloor('availability', uri),
      bench.stage.startApp('api', uri),
      bench.stage.startApp('api', freshUri),
    ]);
    const servers = { floor, ours, fresh };
    const one = await oneBarber(bench, servers);
    const history = await histories(bench, servers);
    const twenty = await twentyBarbers(bench, servers);
    return {
      name: 'availability',
      title: 'Open times',
      about: [
        '`GET /barbers/:id/availability` of one barber for 30 days with four visits a day agreed on; of 20 barbers for 7 days, once as `GET /barbers/nearby?from&to&limit=20` and once as 20 requests at a time (one sample: until the last is answered; its server time is the longest of the 20).',
        'Floor: reads the same barbers and calendar days and answers as much JSON, without working out what is open.',
        `The past must not matter: the same barbers with no past in a database without any, and with ${size.old.past} past bookings each among ${pastBookings(size)}; and with ${size.young.past} each against ${size.old.past} each.`,
        'Server time is from the request’s arrival to the head of the answer, waiting for the database and for other requests included.',
      ],
      comparisons: [...one, ...twenty, ...history],
      aims: aimsOf(one[0]!, twenty, history),
    };
  },
};

interface Servers {
  floor: Contender;
  ours: Contender;
  fresh: Contender;
}

function aimsOf(one: Comparison, [nearby, parallel]: Comparison[], history: Comparison[]): Result['aims'] {
  const aim = (what: string, value: number, limit: number) => ({ what, value, limit, sense: 'at most' as const });
  return [
    aim('one barber, 30 days: p99 in ms, one connection', one.ours.client!.p99, 15),
    aim('20 barbers, 7 days, nearby: p99 of server time in ms', nearby!.ours.server!.p99, 40),
    aim('20 barbers, 7 days, 20 requests: CPU ms of the API process, together', parallel!.ours.cpu!.process, 40),
    ...history.map(({ sides: [few, many], floor, ours }) =>
      aim(`p50 with ${many} past bookings in that with ${few}`, ours.client!.p50 / floor.client!.p50, GROWTH),
    ),
  ];
}

async function oneBarber({ stage, options, full }: Bench, { floor, ours }: Servers): Promise<Comparison[]> {
  const { data } = await full();
  const ids = data.barbers.slice(0, options.size.old.barbers).map(({ id }) => id);
  const paths = ids.map((id) => availabilityPath(id, windowOf(data.today, 30)));
  await stage.load.prepare(ours.name, { kind: 'gets', paths });
  await stage.load.prepare(floor.name, { kind: 'gets', paths: await withSlots(ours, paths) });
  return named('30 days of one barber', await sideBySide(stage, [floor, ours], options, [1, 16]));
}

async function twentyBarbers({ stage, options, full }: Bench, { floor, ours }: Servers): Promise<Comparison[]> {
  const { data } = await full();
  const window = windowOf(data.today, 7);
  const places = searchPoints(500, options.size).map(
    ([lng, lat]) => `/api/v1/barbers/nearby?lat=${lat}&lng=${lng}&limit=20&${window}`,
  );
  for (const { name } of [floor, ours]) await stage.load.prepare(name, { kind: 'gets', paths: places });
  const nearby = named('7 days of 20 barbers, nearby', await sideBySide(stage, [floor, ours], options, [1]));
  const paths = data.barbers.slice(0, 20 * options.size.old.barbers).map(({ id }) => availabilityPath(id, window));
  await stage.load.prepare(ours.name, { kind: 'gets', paths });
  await stage.load.prepare(floor.name, { kind: 'gets', paths: await withSlots(ours, paths) });
  const [f, o] = await interleave(stage, [floor, ours], { ...options, connections: 20, together: true });
  return [...nearby, compare('7 days of 20 barbers, 20 requests at once', f!, o!)];
}

/** Compares barbers with a long history and barbers with a short history, which take the place of the floor. */
async function histories({ stage, options, full }: Bench, { ours, fresh }: Servers): Promise<Comparison[]> {
  const { data } = await full();
  const { old } = options.size;
  const window = windowOf(data.today, 30);
  const pathsOf = (from: number) =>
    data.barbers.slice(from, from + old.barbers).map(({ id }) => availabilityPath(id, window));
  const young = { ...ours, name: `${ours.name} young` };
  await stage.load.prepare(ours.name, { kind: 'gets', paths: pathsOf(0) });
  await stage.load.prepare(young.name, { kind: 'gets', paths: pathsOf(old.barbers) });
  await stage.load.prepare(fresh.name, { kind: 'gets', paths: pathsOf(0) });
  await warmUp(stage, [fresh], options.seconds);
  const [none, few, many] = await interleave(stage, [fresh, young, ours], { ...options, connections: 1 });
  return [
    compare('past bookings', none!, many!, ['none', `${old.past}`]),
    compare('past bookings', few!, many!, [`${options.size.young.past}`, `${old.past}`]),
  ];
}

const named = (what: string, comparisons: Comparison[]): Comparison[] =>
  comparisons.map((comparison) => ({ ...comparison, what: `${what}, ${comparison.what}` }));

/** Returns a window that begins tomorrow. */
function windowOf(today: number, days: number): string {
  const at = (day: number) => new Date((today + day) * DAY).toISOString();
  return `from=${at(1)}&to=${at(1 + days)}`;
}

const availabilityPath = (id: string, window: string): string => `/api/v1/barbers/${id}/availability?${window}`;

/** Adds the number of open times to each path, because the floor needs to know how many to answer. */
function withSlots({ port }: Contender, paths: string[]): Promise<string[]> {
  return Promise.all(
    paths.map(async (path) => {
      const { slots } = (await (await fetch(`http://127.0.0.1:${port}${path}`)).json()) as { slots: unknown[] };
      return `${path}&slots=${slots.length}`;
    }),
  );
}
