import { createHash } from 'node:crypto';
import type { Position } from '../../../common/geo/geo.ts';
import { asObject, asText } from './osm-tags.ts';

type ElementType = 'node' | 'way' | 'relation';

/**
 * Returns the OSM id, such as `node/123` or `way/5`, from any form in which exports write the id, or undefined without an OSM id.
 * A bare number as the feature's own id comes last, because many tools put a counter there.
 */
export function osmIdOf(feature: Record<string, unknown>): string | undefined {
  const properties = asObject(feature.properties);
  const type = typeHint(properties);
  return (
    read(feature.id) ??
    read(properties['@id'], type) ??
    read(properties.osm_id, type ?? typeByShape(feature.geometry)) ??
    read(properties.osm_way_id, 'way') ??
    read(properties.osmid, type) ??
    read(properties.id, type) ??
    read(feature.id, type)
  );
}

/** Returns an id for a feature without an OSM id: the same name at the same place (to a metre) is the same listing. */
export function placeIdOf(name: string, [lng, lat]: Position): string {
  const key = JSON.stringify([name.toLowerCase(), Math.round(lng * 1e5), Math.round(lat * 1e5)]);
  return `place/${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

/** Reads `node/123`, `n123`, `a246` (osmium's areas), https://www.openstreetmap.org/node/123, or 123 with a known type. */
function read(value: unknown, type?: ElementType): string | undefined {
  const text = asText(value)?.trim() ?? '';
  const url = /^(?:https?:\/\/)?(?:www\.)?(?:openstreetmap|osm)\.org\/(?:browse\/)?(\w+\/\d+)\b/i.exec(text);
  const [, prefix = '', digits] = /^([a-z]*)[/:\s]?0*([1-9]\d{0,18})$/i.exec(url?.[1] ?? text) ?? [];
  if (!digits) return undefined;
  if (/^a(rea)?$/i.test(prefix)) return fromArea(BigInt(digits));
  const named = prefix ? elementType(prefix) : type;
  return named && `${named}/${digits}`;
}

const fromArea = (id: bigint): string => (id % 2n === 0n ? `way/${id / 2n}` : `relation/${(id - 1n) / 2n}`);

function typeHint(properties: Record<string, unknown>): ElementType | undefined {
  for (const key of ['@type', 'osm_type', 'element_type', 'element', 'type']) {
    const type = elementType(asText(properties[key]) ?? '');
    if (type) return type;
  }
  return undefined;
}

/** Returns the type for "node", "N", "nodes", "ways_poly" and similar words. A relation that is an area has type=multipolygon. */
function elementType(text: string): ElementType | undefined {
  const name = text.trim().toLowerCase();
  if (/^(n|nodes?|osm_node)$/.test(name)) return 'node';
  if (/^(w|ways?|ways_(poly|line)|osm_way)$/.test(name)) return 'way';
  if (/^(r|rel|relations?|multipolygon|osm_relation)$/.test(name)) return 'relation';
  return undefined;
}

/** The field `osm_id` holds an OSM id, but osm2pgsql and ogr2ogr write the id without a type. */
const typeByShape = (geometry: unknown): ElementType => (asObject(geometry).type === 'Point' ? 'node' : 'way');
