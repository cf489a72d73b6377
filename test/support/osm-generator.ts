import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** The result that the import of a generated file should report. */
export interface ExpectedTally {
  features: number;
  listings: number;
  reasons: Record<string, number>;
  hours: { parsed: number; defaulted: number; missing: number };
}

interface Messy {
  feature: object;
  /** The reason why the feature is skipped, or the source of its hours. */
  outcome: string;
}

type Random = () => number;

/** Writes a FeatureCollection as untidy as an export of a whole country. The same seed gives the same file. */
export async function writeMessyFile(path: string, features: number, seed = 1): Promise<ExpectedTally> {
  const random = seededRandom(seed);
  const expected: ExpectedTally = {
    features,
    listings: 0,
    reasons: {},
    hours: { parsed: 0, defaulted: 0, missing: 0 },
  };
  const file = createWriteStream(path);
  file.write('{\n  "type": "FeatureCollection",\n  "generator": "test/support/osm-generator.ts",\n  "features": [\n');
  for (let i = 0; i < features; i++) {
    const { feature, outcome } = messyFeature(random, i);
    count(expected, outcome);
    // Half of the features take many lines, as some tools write them.
    const text = JSON.stringify(feature, null, i % 2 ? 2 : 0);
    if (!file.write(`${text}${i < features - 1 ? ',' : ''}\n`)) await once(file, 'drain');
  }
  file.end('  ]\n}\n');
  await once(file, 'close');
  return expected;
}

function count(expected: ExpectedTally, outcome: string): void {
  if (outcome in expected.hours) {
    expected.listings += 1;
    expected.hours[outcome as keyof ExpectedTally['hours']] += 1;
  } else expected.reasons[outcome] = (expected.reasons[outcome] ?? 0) + 1;
}

/** Returns the n-th feature. About one in four is unusable; every possible reason occurs. */
function messyFeature(random: Random, n: number): Messy {
  // The first feature is valid, because the duplicates repeat it.
  const fault = n === 0 ? 1 : random();
  if (fault < 0.12)
    return {
      feature: shop(random, n, { shop: pick(random, ['beauty', 'bakery', 'yes', undefined]) }),
      outcome: 'not-a-barbershop',
    };
  if (fault < 0.17)
    return { feature: shop(random, n, { name: pick(random, [undefined, '', '   ', '\u0007\n']) }), outcome: 'no-name' };
  if (fault < 0.2)
    return {
      feature: { ...shop(random, n), geometry: pick(random, [null, undefined, { type: 'Polygon', coordinates: [] }]) },
      outcome: 'no-geometry',
    };
  if (fault < 0.22)
    return {
      feature: {
        ...shop(random, n),
        geometry: { type: 'Point', coordinates: pick<unknown>(random, [[51.4, 'x'], [200, 10], [10, -91], 'here']) },
      },
      outcome: 'invalid-coordinates',
    };
  if (fault < 0.23) return { feature: { ...shop(random, 0), id: 'node/1000000000' }, outcome: 'duplicate-in-file' };
  const { tag, outcome } = hours(random);
  return { feature: shop(random, n, { opening_hours: tag }), outcome };
}

/** Returns a valid shop in one of the forms of exports: flat or nested tags, different places of the id, points and outlines. */
function shop(random: Random, n: number, changes: object = {}): object {
  const id = `node/${1_000_000_000 + n}`;
  const tags = { ...tagsOf(random, n), ...changes };
  const geometry = shape(random);
  const forms = [
    { type: 'Feature', id, properties: { '@id': id, ...tags }, geometry },
    { type: 'Feature', properties: { '@id': id, ...tags }, geometry },
    { type: 'Feature', properties: { type: 'node', id: 1_000_000_000 + n, tags, meta: {} }, geometry },
    { type: 'Feature', id: `n${1_000_000_000 + n}`, properties: { ...tags, other: null }, geometry },
    { type: 'Feature', properties: { osm_id: 1_000_000_000 + n, osm_type: 'N', ...tags }, geometry },
  ];
  return pick(random, forms);
}

function tagsOf(random: Random, n: number): Record<string, unknown> {
  const number = Math.floor(random() * 240) + 1;
  return {
    shop: pick(random, ['hairdresser', 'hairdresser', 'barber', 'beauty;hairdresser']),
    name: `${pick(random, FIRST)} ${pick(random, SECOND)} ${n}${pick(random, ['', ' ✂️', ' & Söhne', '\u200b', ' “Nº 1”'])}`,
    'addr:housenumber': pick<unknown>(random, [`${number}`, number, undefined]),
    'addr:street': pick(random, ['High Street', 'Rue de la Paix', 'Große Gasse', '本町']),
    'addr:city': pick(random, ['Anytown', 'Überall', undefined]),
    phone: pick(random, ['+44 117 496 0000', '0117 4960000; 0117 4960001', 'ask inside', undefined]),
    website: pick(random, ['https://example.org/barber', 'www.example.org', 'javascript:alert(1)', undefined]),
    wheelchair: 'yes',
    note: 'x'.repeat(Math.floor(random() * 200)),
  };
}

function hours(random: Random): { tag?: string; outcome: string } {
  const kind = random();
  if (kind < 0.3) return { outcome: 'missing' };
  if (kind < 0.38)
    return {
      tag: pick(random, ['by appointment', '"on appointment"', 'ask', 'Mo-Fr 25:00-30:00', '09:00+', 'closed']),
      outcome: 'defaulted',
    };
  // Only half hours, because in reality many shops have the same tag.
  const open = pick(random, ['08:00', '08:30', '09:00', '09:30', '10:00']);
  const close = pick(random, ['17:00', '17:30', '18:00', '18:30', '19:00', '20:00']);
  const saturday = `Sa ${open}-${13 + Math.floor(random() * 4)}:30`;
  const tag = pick(random, [
    `Mo-Fr ${open}-${close}; ${saturday}`,
    `Tu-Fr ${open}-${close}; ${saturday}; PH off`,
    `Mo-Sa ${open}-13:00,14:00-${close}`,
    `Mo,We,Fr ${open}-${close}; Th 12:00-20:00; ${saturday}; Su,PH closed`,
    `mo-fr ${open.replace(':', '.')} - ${close.replace(':', '.')}`,
    `Apr-Sep: Mo-Fr ${open}-${close}; Oct-Mar: Mo-Fr 10:00-16:00`,
  ]);
  return { tag, outcome: 'parsed' };
}

/** Returns a shape near one of a few cities. One in six is the outline of a building. */
function shape(random: Random): object {
  const [lng, lat] = pick(random, CITIES);
  const [x, y] = [round(lng + (random() - 0.5) / 5), round(lat + (random() - 0.5) / 5)];
  if (random() > 1 / 6) return { type: 'Point', coordinates: random() < 0.05 ? [x, y, 12.5] : [x, y] };
  const size = 0.0002;
  const ring = [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ].map((position) => position.map(round));
  return pick<object>(random, [
    { type: 'Polygon', coordinates: [ring] },
    { type: 'MultiPolygon', coordinates: [[ring]] },
    { type: 'LineString', coordinates: ring.slice(0, 3) },
    { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [x, y] }] },
  ]);
}

const FIRST = ['Cut', 'Sharp', 'The Corner', 'Salon', 'Old Town', 'Frisör', '美容室', 'مصفف'];
const SECOND = ['Barbers', 'Fades', 'Chair', 'Razor', 'Coiffure', 'Hair', 'Room'];
const CITIES: [number, number][] = [
  [-2.59, 51.45],
  [13.4, 52.52],
  [-73.95, 40.75],
  [139.7, 35.68],
  [151.2, -33.87],
  [2.35, 48.86],
];

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

/** The generator mulberry32, which is small and good enough to vary tests. */
function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
