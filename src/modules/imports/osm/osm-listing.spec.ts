import { join } from 'node:path';
import type { TagHours } from '../hours/opening-hours.ts';
import { toListing, type OsmListing } from './osm-listing.ts';
import { ImportTally, readListings } from '../read-listings.ts';

const hours: TagHours = { weekly: {}, exceptions: [], droppedHolidayRules: 0 };
const readHours = (tag: string) => (tag === 'unreadable' ? undefined : hours);

const place = { type: 'Point', coordinates: [-2.59, 51.45] };
const read = (properties: unknown, rest: object = {}) =>
  toListing({ type: 'Feature', id: 'node/1', properties, geometry: place, ...rest }, readHours);
const listing = (properties: object, rest: object = {}): OsmListing => {
  const result = read({ shop: 'hairdresser', name: "Ann's", ...properties }, rest);
  if ('skipped' in result) throw new Error(result.skipped);
  return result.listing;
};

describe('A feature of an OpenStreetMap export', () => {
  it('becomes a listing', () => {
    expect(
      listing({ phone: '+44 117 496 0000', website: 'https://example.org', opening_hours: 'Mo 09:00-17:00' }),
    ).toEqual({
      osmId: 'node/1',
      name: "Ann's",
      location: { type: 'Point', coordinates: [-2.59, 51.45] },
      timezone: 'Europe/London',
      phone: '+44 117 496 0000',
      website: 'https://example.org/',
      hours,
      hoursSource: 'parsed',
    });
  });

  it('says where its hours come from', () => {
    expect(listing({}).hoursSource).toBe('missing');
    expect(listing({ opening_hours: ' ' }).hoursSource).toBe('missing');
    expect(listing({ opening_hours: 'unreadable' })).toMatchObject({ hoursSource: 'defaulted' });
    expect(listing({ opening_hours: 'unreadable' })).not.toHaveProperty('hours');
  });

  it.each([
    { shop: 'hairdresser' },
    { shop: 'barber' },
    { amenity: 'barber' },
    { shop: 'beauty; hairdresser' },
    { shop: 'beauty', amenity: 'barber' },
    { tags: { shop: 'barber', name: 'B' }, type: 'node' },
  ])('is a barbershop with %j', (tags) => expect(read({ name: 'A', ...tags })).toHaveProperty('listing'));

  it.each([
    { shop: 'beauty' },
    { amenity: 'hairdresser' },
    { shop: 'hairdresser_supply' },
    { 'disused:shop': 'hairdresser' },
    { shop: null },
    { shop: ['hairdresser'] },
    { tags: 'shop=hairdresser' },
    JSON.parse('{"__proto__": {"shop": "hairdresser"}}') as object,
  ])('is no barbershop with %j', (tags) =>
    expect(read({ name: 'A', ...tags })).toEqual({ skipped: 'not-a-barbershop' }),
  );

  it.each([null, undefined, 'text', 7, [], {}, { properties: null }])(
    'that is not a feature object is skipped: %j',
    (feature) => {
      expect(toListing(feature, readHours)).toEqual({ skipped: 'not-a-barbershop' });
    },
  );

  it.each([undefined, null, '', '  ', '\u0000\u0007', '\u200b', '\u202e\u2066', { en: 'A' }])(
    'without a name that can be seen is skipped: %j',
    (name) => {
      expect(read({ shop: 'barber', name })).toEqual({ skipped: 'no-name' });
    },
  );

  it('without a usable place is skipped', () => {
    const properties = { shop: 'barber', name: 'A' };
    expect(read(properties, { geometry: null })).toEqual({ skipped: 'no-geometry' });
    expect(read(properties, { geometry: { type: 'Point', coordinates: [51.45, 181] } })).toEqual({
      skipped: 'invalid-coordinates',
    });
  });

  it('gets a clean name of limited length', () => {
    const nameOf = (name: unknown) => listing({ name }).name;
    expect(nameOf("  Ann's\t\n Cuts \u0000")).toBe("Ann's Cuts");
    expect(nameOf('\u202eEvil\u202c')).toBe('Evil');
    expect(nameOf('مصفف\u200cشعر')).toBe('مصفف\u200cشعر');
    expect(nameOf('✂️')).toBe('✂️');
    expect(nameOf(1847)).toBe('1847');
    expect(nameOf('half \ud83d')).toBe('half \ufffd');
    expect(nameOf('Cafe\u0301')).toBe('Café');
    expect(nameOf('x'.repeat(5_000))).toBe('x'.repeat(200));
    expect(nameOf('💈'.repeat(150))).toBe('💈'.repeat(100));
    expect(nameOf(`x${'💈'.repeat(150)}`).isWellFormed()).toBe(true);
  });

  it('reads the address in one line, of the parts there are', () => {
    const addressOf = (tags: object) => listing(tags).address;
    expect(
      addressOf({
        'addr:housenumber': '12',
        'addr:street': 'High Street',
        'addr:city': 'Bristol',
        'addr:postcode': 'BS99 1AA',
        'addr:country': 'GB',
      }),
    ).toBe('12 High Street, Bristol, BS99 1AA, GB');
    expect(
      addressOf({ 'addr:unit': '3', 'addr:housename': 'The Arcade', 'addr:housenumber': 7, 'addr:street': 'Mall' }),
    ).toBe('Unit 3, The Arcade, 7 Mall');
    expect(addressOf({ 'addr:full': '1 Somewhere, Anytown', 'addr:city': 'Other' })).toBe('1 Somewhere, Anytown');
    expect(addressOf({ 'addr:city': 'Bristol' })).toBe('Bristol');
    expect(addressOf({ 'addr:country': 'GB' })).toBeUndefined();
    expect(addressOf({ 'addr:housenumber': '12' })).toBeUndefined();
    expect(
      addressOf({ 'addr:street': 'x'.repeat(999), 'addr:city': 'y'.repeat(999), 'addr:suburb': 'z'.repeat(999) }),
    ).toHaveLength(300);
  });

  it('reads the first telephone number, if it is one', () => {
    const phoneOf = (tags: object) => listing(tags).phone;
    expect(phoneOf({ phone: '+44 117 496 0000; +44 117 496 0001' })).toBe('+44 117 496 0000');
    expect(phoneOf({ 'contact:phone': '(0117) 496-0000' })).toBe('(0117) 496-0000');
    expect(phoneOf({ phone: 'ask inside', 'contact:phone': '0117/4960000' })).toBe('0117/4960000');
    expect(phoneOf({ phone: '123' })).toBeUndefined();
    expect(phoneOf({ phone: '<b>0117 496 0000</b>' })).toBeUndefined();
    expect(phoneOf({ phone: '1'.repeat(60) })?.length).toBeLessThanOrEqual(40);
  });

  it('reads the website, if a browser may go there', () => {
    const websiteOf = (tags: object) => listing(tags).website;
    expect(websiteOf({ website: ' https://example.org/a?b=1;c=2 ' })).toBe('https://example.org/a?b=1;c=2');
    expect(websiteOf({ 'contact:website': 'http://frisör.example' })).toBe('http://xn--frisr-mua.example/');
    expect(websiteOf({ website: 'https://a.example; https://b.example' })).toBe('https://a.example/');
    expect(websiteOf({ website: 'nonsense', 'contact:website': 'https://b.example' })).toBe('https://b.example/');
    const refused = [
      'www.example.org',
      'javascript:alert(1)',
      'ftp://example.org',
      'https://',
      'https://me:secret@example.org',
      'http://localhost',
      `https://example.org/${'x'.repeat(600)}`,
    ];
    for (const website of refused) expect(websiteOf({ website })).toBeUndefined();
  });
});

describe('The identity of a feature', () => {
  const idOf = (feature: object, properties: object = {}) => listing(properties, { id: undefined, ...feature }).osmId;

  it.each([
    ['node/123', 'node/123'],
    ['way/5', 'way/5'],
    ['relation/9', 'relation/9'],
    ['Node/0123', 'node/123'],
    ['n123', 'node/123'],
    ['w5', 'way/5'],
    ['r9', 'relation/9'],
    ['N 123', 'node/123'],
    ['node:123', 'node/123'],
    ['a246', 'way/123'],
    ['a247', 'relation/123'],
    ['https://www.openstreetmap.org/node/123', 'node/123'],
    ['http://openstreetmap.org/browse/way/5', 'way/5'],
    ['https://www.openstreetmap.org/node/123#map=19/51.45/-2.59', 'node/123'],
    ['osm.org/relation/9', 'relation/9'],
  ])('is read from %s, wherever it is', (id, expected) => {
    expect(idOf({ id })).toBe(expected);
    expect(idOf({}, { '@id': id })).toBe(expected);
    expect(idOf({}, { osm_id: id })).toBe(expected);
  });

  it('is a number with its type beside it', () => {
    expect(idOf({ id: 123 }, { osm_type: 'node' })).toBe('node/123');
    expect(idOf({ id: '123' }, { osm_type: 'W' })).toBe('way/123');
    expect(idOf({}, { '@id': 123, '@type': 'relation' })).toBe('relation/123');
    expect(idOf({}, { osm_id: 123, osm_type: 'ways_poly' })).toBe('way/123');
    expect(idOf({}, { osm_id: 123, type: 'multipolygon' })).toBe('relation/123');
    expect(idOf({}, { id: 12345678901, type: 'node' })).toBe('node/12345678901');
  });

  it('is a node or a way by its shape, where a field named osm_id has no type', () => {
    expect(idOf({}, { osm_id: '123' })).toBe('node/123');
    expect(
      idOf(
        {
          geometry: {
            type: 'LineString',
            coordinates: [
              [0, 0],
              [1, 1],
            ],
          },
        },
        { osm_id: 123 },
      ),
    ).toBe('way/123');
  });

  it('is the most certain one of several', () => {
    expect(idOf({ id: 'node/1' }, { '@id': 'node/2', osm_id: 3, osm_type: 'node' })).toBe('node/1');
    expect(idOf({ id: '7' }, { osm_id: 3, osm_type: 'way' })).toBe('way/3'); // the 7 is only a counter
    expect(idOf({ id: 7 }, { type: 'node', id: 3 })).toBe('node/3');
    expect(idOf({ id: 7 }, { element_type: 'relation', osmid: 3 })).toBe('relation/3');
  });

  it('is name and place, to a metre, where there is no OSM id', () => {
    const here = idOf({});
    expect(here).toMatch(/^place\/[0-9a-f]{24}$/);
    expect(idOf({ id: 7 })).toBe(here); // a counter, not an OSM id
    for (const id of ['', 'node/', 'node/0', 'node/-5', 'shop/5', 1.5, -3, true, {}, null])
      expect(idOf({ id })).toBe(here);
    expect(idOf({ geometry: { type: 'Point', coordinates: [-2.590001, 51.450001] } })).toBe(here);
    expect(idOf({}, { name: " ANN'S " })).toBe(here);
    expect(idOf({ geometry: { type: 'Point', coordinates: [-2.591, 51.45] } })).not.toBe(here);
    expect(idOf({}, { name: "Bob's" })).not.toBe(here);
  });
});

describe('The files that tools write', () => {
  const fixture = (name: string) => join(import.meta.dirname, '../../../../test/fixtures/osm', `${name}.geojson`);

  it.each([
    ['export-overpass-turbo', ['node/9100000001', 'way/9100000002']],
    ['export-osmtogeojson', ['relation/9100000003']],
    ['export-osmium', ['node/9100000001', 'way/9100000002', 'way/9100000005']],
    ['export-ogr2ogr', ['node/9100000001', 'way/9100000002']],
    ['export-quickosm', ['node/9100000001']],
    ['export-without-ids', [expect.stringMatching(/^place\//), expect.stringMatching(/^place\//)]],
  ])('%s: every shop is found with its id', async (name, ids) => {
    const listings = await Array.fromAsync(readListings(fixture(name), readHours));
    expect(listings.map(({ osmId }) => osmId)).toEqual(ids);
    expect(new Set(listings.map(({ osmId }) => osmId)).size).toBe(ids.length);
  });

  it('name a shop twice: the first one counts', async () => {
    const tally = new ImportTally();
    const listings = await Array.fromAsync(readListings(fixture('duplicates'), readHours, tally));
    expect(listings.map(({ osmId, name }) => [osmId, name])).toEqual([
      ['node/1', "Ann's"],
      ['way/1', "Ann's, the house"],
    ]);
    expect(tally).toMatchObject({ features: 3, listings: 2, skipped: 1, reasons: { 'duplicate-in-file': 1 } });
  });
});
