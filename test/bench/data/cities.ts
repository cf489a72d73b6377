import type { Position } from '../../../src/common/geo/geo.ts';

export interface City {
  name: string;
  centre: Position;
  timezone: string;
  currency: string;
}

const city = (name: string, lng: number, lat: number, timezone: string, currency: string): City => ({
  name,
  centre: [lng, lat],
  timezone,
  currency,
});

/** Twenty cities in many zones, so that days begin and clocks change at different instants. */
export const CITIES: City[] = [
  city('London', -0.1276, 51.5072, 'Europe/London', 'GBP'),
  city('Bristol', -2.5946, 51.4552, 'Europe/London', 'GBP'),
  city('Dublin', -6.2603, 53.3498, 'Europe/Dublin', 'EUR'),
  city('Lisbon', -9.1393, 38.7223, 'Europe/Lisbon', 'EUR'),
  city('Madrid', -3.7038, 40.4168, 'Europe/Madrid', 'EUR'),
  city('Paris', 2.3522, 48.8566, 'Europe/Paris', 'EUR'),
  city('Berlin', 13.405, 52.52, 'Europe/Berlin', 'EUR'),
  city('Rome', 12.4964, 41.9028, 'Europe/Rome', 'EUR'),
  city('Warsaw', 21.0122, 52.2297, 'Europe/Warsaw', 'PLN'),
  city('Athens', 23.7275, 37.9838, 'Europe/Athens', 'EUR'),
  city('Istanbul', 28.9784, 41.0082, 'Europe/Istanbul', 'TRY'),
  city('Cairo', 31.2357, 30.0444, 'Africa/Cairo', 'EGP'),
  city('Lagos', 3.3792, 6.5244, 'Africa/Lagos', 'NGN'),
  city('Kathmandu', 85.324, 27.7172, 'Asia/Kathmandu', 'NPR'),
  city('Tokyo', 139.6917, 35.6895, 'Asia/Tokyo', 'JPY'),
  city('Sydney', 151.2093, -33.8688, 'Australia/Sydney', 'AUD'),
  city('Auckland', 174.7633, -36.8485, 'Pacific/Auckland', 'NZD'),
  city('Los Angeles', -118.2437, 34.0522, 'America/Los_Angeles', 'USD'),
  city('New York', -74.006, 40.7128, 'America/New_York', 'USD'),
  city('São Paulo', -46.6333, -23.5505, 'America/Sao_Paulo', 'BRL'),
];
