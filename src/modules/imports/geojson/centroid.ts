import type { Position } from '../../../common/geo/geo.ts';

export type PlaceProblem = 'no-geometry' | 'invalid-coordinates';

/** In square degrees, about one square centimetre. A smaller shape is a line or a point that was drawn as an area. */
const NO_AREA = 1e-14;

/**
 * Returns the place of a GeoJSON geometry: the point itself, the centre of mass of an area, otherwise the middle of the lines,
 * otherwise the mean of the points. Altitudes are ignored. A shape may cross the antimeridian.
 */
export function centroidOf(geometry: unknown): Position | PlaceProblem {
  try {
    const shape = new Shape();
    addGeometry(shape, geometry);
    return shape.centre() ?? 'no-geometry';
  } catch (error) {
    if (error instanceof InvalidCoordinates) return 'invalid-coordinates';
    throw error;
  }
}

class InvalidCoordinates extends Error {}

function addGeometry(shape: Shape, geometry: unknown): void {
  if (typeof geometry !== 'object' || geometry === null) return;
  const { type, coordinates, geometries } = geometry as Record<string, unknown>;
  if (type === 'GeometryCollection') list(geometries).forEach((part) => addGeometry(shape, part));
  else if (type === 'Point') positions([coordinates]).forEach((point) => shape.addPoint(point));
  else if (type === 'MultiPoint') positions(coordinates).forEach((point) => shape.addPoint(point));
  else if (type === 'LineString') shape.addLine(positions(coordinates));
  else if (type === 'MultiLineString') list(coordinates).forEach((line) => shape.addLine(positions(line)));
  else if (type === 'Polygon') addPolygon(shape, coordinates);
  else if (type === 'MultiPolygon') list(coordinates).forEach((polygon) => addPolygon(shape, polygon));
  else throw new InvalidCoordinates();
}

const addPolygon = (shape: Shape, rings: unknown): void =>
  list(rings).forEach((ring, i) => shape.addRing(positions(ring), i > 0));

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new InvalidCoordinates();
  return value;
}

/** An empty position means "no geometry" (RFC 7946 §3.1). */
function positions(value: unknown): Position[] {
  return list(value)
    .filter((position) => !Array.isArray(position) || position.length > 0)
    .map((position) => {
      const [lng, lat] = list(position);
      if (!isWithin(lng, 180) || !isWithin(lat, 90)) throw new InvalidCoordinates();
      return [lng, lat];
    });
}

const isWithin = (degrees: unknown, limit: number): degrees is number =>
  typeof degrees === 'number' && Math.abs(degrees) <= limit;

/** Weighted sums of areas, lines and points, relative to the first position, so that small shapes lose no precision. */
class Shape {
  private origin?: Position;
  private readonly areas = new WeightedMean();
  private readonly lines = new WeightedMean();
  private readonly points = new WeightedMean();

  addPoint(position: Position): void {
    const [x, y] = this.relative(position);
    this.points.add(1, x, y);
  }

  addLine(line: Position[]): void {
    line.forEach((position) => this.addPoint(position));
    const path = line.map((position) => this.relative(position));
    path.slice(1).forEach(([x, y], i) => {
      const [fromX, fromY] = path[i]!;
      this.lines.add(Math.hypot(x - fromX, y - fromY), (x + fromX) / 2, (y + fromY) / 2);
    });
  }

  addRing(ring: Position[], isHole: boolean): void {
    const [first, last] = [ring[0], ring.at(-1)];
    const isClosed = ring.length > 1 && first![0] === last![0] && first![1] === last![1];
    const corners = isClosed ? ring.slice(0, -1) : ring;
    if (!isHole) corners.forEach((position) => this.addPoint(position));
    const path = corners.map((position) => this.relative(position));
    const sum = new WeightedMean();
    path.forEach(([x, y], i) => {
      const [fromX, fromY] = path.at(i - 1)!;
      sum.add((fromX * y - x * fromY) / 2, (fromX + x) / 3, (fromY + y) / 3);
    });
    // The direction of a ring means nothing, because many exports do not follow the right-hand rule.
    this.areas.merge(sum, Math.sign(sum.weight) * (isHole ? -1 : 1));
  }

  centre(): Position | undefined {
    if (!this.origin) return undefined;
    const means = [this.areas.weight > NO_AREA && this.areas, this.lines.weight > 0 && this.lines, this.points];
    // Rings that cross themselves, or holes larger than their area, can put the centre of mass anywhere.
    const mean = means.find((candidate) => candidate && this.points.covers(candidate));
    const [x, y] = (mean || this.points).value();
    return [round(wrap(this.origin[0] + x)), round(this.origin[1] + y)];
  }

  private relative([lng, lat]: Position): Position {
    this.origin ??= [lng, lat];
    return [wrap(lng - this.origin[0]), lat - this.origin[1]];
  }
}

class WeightedMean {
  weight = 0;
  private x = 0;
  private y = 0;
  private readonly box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };

  add(weight: number, x: number, y: number): void {
    this.weight += weight;
    this.x += weight * x;
    this.y += weight * y;
    this.box.west = Math.min(this.box.west, x);
    this.box.east = Math.max(this.box.east, x);
    this.box.south = Math.min(this.box.south, y);
    this.box.north = Math.max(this.box.north, y);
  }

  merge(other: WeightedMean, sign: number): void {
    this.weight += sign * other.weight;
    this.x += sign * other.x;
    this.y += sign * other.y;
  }

  value(): Position {
    return [this.x / this.weight, this.y / this.weight];
  }

  /** Returns whether the other mean lies in the box around everything added here. */
  covers(other: WeightedMean): boolean {
    const [x, y] = other.value();
    const { west, east, south, north } = this.box;
    const slack = 1e-9;
    return x >= west - slack && x <= east + slack && y >= south - slack && y <= north + slack;
  }
}

const wrap = (degrees: number): number => (degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees);

/** OSM itself keeps seven decimals (about a centimetre). `+ 0` turns -0 into 0. */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7 + 0;
