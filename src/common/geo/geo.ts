/** The radius of MongoDB's sphere in metres, so that distances here and in $nearSphere agree. */
export const EARTH_RADIUS = 6_378_100;
const RADIANS = Math.PI / 180;

/** `[longitude, latitude]`, degrees. */
export type Position = [number, number];

/** Returns the great-circle distance in metres (haversine formula, which is accurate for short distances). */
export function distanceBetween([lngA, latA]: Position, [lngB, latB]: Position): number {
  const sinLat = Math.sin(((latB - latA) * RADIANS) / 2);
  const sinLng = Math.sin(((lngB - lngA) * RADIANS) / 2);
  const h = sinLat ** 2 + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * sinLng ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Returns the centre of the square that a position lies in. Squares are at least `metres` wide and high, so that the exact place
 * stays hidden.
 */
export function snapToGrid([lng, lat]: Position, metres = 500): Position {
  const latStep = metres / (EARTH_RADIUS * RADIANS);
  const snappedLat = Math.max(-90, Math.min(90, (Math.floor(lat / latStep) + 0.5) * latStep));
  const lngStep = Math.min(360, latStep / Math.max(Math.cos(snappedLat * RADIANS), 1e-6));
  // All squares are whole: the narrow rest of a row, west of the date line, belongs to the last square of the row.
  const column = Math.min(Math.floor((lng + 180) / lngStep), Math.floor(360 / lngStep) - 1);
  return [round((column + 0.5) * lngStep - 180), round(snappedLat)];
}

/** Returns the point that lies `metres` from `[lng, lat]` in the direction `bearing` (radians clockwise from north). */
function destination([lng, lat]: Position, metres: number, bearing: number): Position {
  const angle = metres / EARTH_RADIUS;
  const from = lat * RADIANS;
  const to = Math.asin(Math.sin(from) * Math.cos(angle) + Math.cos(from) * Math.sin(angle) * Math.cos(bearing));
  const turn = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(from),
    Math.cos(angle) - Math.sin(from) * Math.sin(to),
  );
  const east = lng + turn / RADIANS;
  return [round(((((east + 180) % 360) + 360) % 360) - 180), round(to / RADIANS)];
}

/**
 * Returns a counter-clockwise GeoJSON polygon that contains the whole circle; the sides touch the circle. The polygon is for an
 * index, so queries must check the exact distance as well.
 */
export function circleAround(centre: Position, metres: number, corners = 32) {
  const reach = metres / Math.cos(Math.PI / corners);
  const ring = Array.from({ length: corners }, (_, i) => destination(centre, reach, (-2 * Math.PI * i) / corners));
  return { type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] };
}

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
