import { defineProblem } from '../../../common/errors/problem.ts';

export const slotTaken = defineProblem(
  'slot-taken',
  409,
  'Slot taken',
  'Somebody else holds part of this time. Load the open times again.',
);
export const customerBusy = defineProblem(
  'customer-busy',
  409,
  'You have another visit then',
  'One of your bookings overlaps this time. Send `force: true` to book all the same.',
);
export const illegalTransition = defineProblem(
  'illegal-transition',
  409,
  'Not possible now',
  'The booking is in a status in which this cannot be done; `actions` lists what can.',
);
export const staleVersion = defineProblem(
  'stale-version',
  409,
  'Changed meanwhile',
  'The booking changed after you saw it. Load it again and decide anew.',
);
export const outsideAvailability = defineProblem(
  'outside-availability',
  422,
  'Not on offer',
  'The barber does not offer this start: closed, in a break or time off, off the grid, too soon or too far ahead.',
);
export const notBookable = defineProblem(
  'not-bookable',
  422,
  'Cannot be booked',
  'This barber takes no bookings here.',
);
export const tooManyOpenRequests = defineProblem(
  'too-many-open-requests',
  422,
  'Too many open requests',
  'Wait until a barber answers one of your requests, or cancel one.',
);
export const paymentMethodUnavailable = defineProblem(
  'payment-method-unavailable',
  422,
  'Payment method unavailable',
  'Pay in person for now.',
);
export const locationRequired = defineProblem(
  'location-required',
  422,
  'Where to?',
  'This barber comes to you: send a location.',
);
export const locationNotServed = defineProblem(
  'location-not-served',
  422,
  'No home visits',
  'This barber works in the shop only: leave the location out.',
);
export const outsideServiceRadius = defineProblem(
  'outside-service-radius',
  422,
  'Too far away',
  'The place is outside the area this barber visits.',
);
export const tooEarly = defineProblem(
  'too-early',
  422,
  'Too early',
  'This can only be done closer to, or after, the start of the visit.',
);
