import { sumOf } from '../../../common/money/money.ts';
import { serviceNotOffered } from './availability.errors.ts';

interface Offered {
  serviceId: string;
  price: { amount: number };
  /** Minutes. */
  duration: number;
}

/**
 * Returns the services of a visit in the requested order, its length in minutes and its price in minor units. Throws
 * `service-not-offered`.
 */
export function visitOf<S extends Offered>(offered: readonly S[], serviceIds: readonly string[]) {
  const services = serviceIds.map((id) => {
    const service = offered.find(({ serviceId }) => serviceId === id);
    if (!service) throw serviceNotOffered();
    return service;
  });
  return {
    services,
    minutes: sumOf(services.map(({ duration }) => duration)),
    amount: sumOf(services.map(({ price }) => price.amount)),
  };
}

/** Returns the minutes of the shortest visit to this barber, which is one service. Returns `Infinity` for an empty list. */
export const shortestVisit = (offered: readonly Pick<Offered, 'duration'>[]): number =>
  Math.min(...offered.map(({ duration }) => duration));
