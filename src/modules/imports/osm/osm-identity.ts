import { createHash } from 'node:crypto';
import type { Position } from '../../../common/geo/geo.ts';
import { asObject, asText } from './osm-tags.ts';

type ElementType = 'node' | 'way' | 'relation';

/**
 * `node/123`, `way/5`, in whichever of its many forms the export wrote it; undefined when there is no OSM id. A bare
 * number comes last as the feature's own id: many tools count their features there.
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

/** For features without an OSM id: the same shop at the same place (to a metre) is the same listing. */
export function placeIdOf(name: string, [lng, lat]: Position): string {
  const key = JSON.stringify([name.toLowerCase(), Math.round(lng * 1e5), Math.round(lat * 1e5)]);
  return `place/${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

/** `node/123`, `n123`, `a246` (osmium's areas), https://www.openstreetmap.org/node/123, or 123 with a known type. */
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

/** "node", "N", "nodes", "ways_poly" …; a relation that is an area says type=multipolygon. */
function elementType(text: string): ElementType | undefined {
  const name = text.trim().toLowerCase();
  if (/^(n|nodes?|osm_node)$/.test(name)) return 'node';
  if (/^(w|ways?|ways_(poly|line)|osm_way)$/.test(name)) return 'way';
  if (/^(r|rel|relations?|multipolygon|osm_relation)$/.test(name)) return 'relation';
  return undefined;
}

/** `osm_id` is an OSM id by its name, but osm2pgsql and ogr2ogr write it without a type. */
const typeByShape = (geometry: unknown): ElementType => (asObject(geometry).type === 'Point' ? 'node' : 'way');
