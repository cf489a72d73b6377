import { nauticalZone, zoneAt } from './zone-at.ts';
import { isZone } from './zoned-day.ts';

describe('The time zone of a place', () => {
  it.each([
    [51.4545, -2.5879, 'Europe/London'],
    [40.71, -74.0, 'America/New_York'],
    [-33.87, 151.2, 'Australia/Sydney'],
    [35.68, 139.69, 'Asia/Tokyo'],
    [27.7, 85.3, 'Asia/Kathmandu'],
    [-43.95, -176.55, 'Pacific/Chatham'],
  ])('at %d, %d is %s', (lat, lng, zone) => expect(zoneAt(lat, lng)).toBe(zone));

  it('is one that this runtime knows, from pole to pole and on both sides of the antimeridian', () => {
    for (let lat = -90; lat <= 90; lat += 3)
      for (let lng = -180; lng <= 180; lng += 3)
        expect({ lat, lng, known: isZone(zoneAt(lat, lng)) }).toEqual({ lat, lng, known: true });
  });

  it.each([
    [91, 0],
    [0, 181],
    [NaN, 0],
    [0, Infinity],
  ])('is refused where there is no such place: %d, %d', (lat, lng) => {
    expect(() => zoneAt(lat, lng)).toThrow(RangeError);
  });

  it('can be told from the longitude alone', () => {
    expect([0, 7, -74, 179.9, -180].map(nauticalZone)).toEqual([
      'Etc/GMT',
      'Etc/GMT',
      'Etc/GMT+5',
      'Etc/GMT-12',
      'Etc/GMT+12',
    ]);
    expect([-180, -90, 0, 90, 180].map(nauticalZone).every(isZone)).toBe(true);
  });
});
