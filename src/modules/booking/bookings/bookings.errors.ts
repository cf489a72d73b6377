import { defineProblem } from '../../../common/errors/problem.ts';

export const slotTaken = defineProblem(
  'slot-taken',
  409,
  'Slot taken',
  'Part of this time is already taken. Load the open times again.',
);
export const customerBusy = defineProblem(
  'customer-busy',
  409,
  'Customer is busy',
  'One of your bookings overlaps this time. Send `force: true` to book anyway.',
);
export const illegalTransition = defineProblem(
  'illegal-transition',
  409,
  'Not possible in this status',
  'The status of the booking does not allow this action. The field `actions` lists the possible actions.',
);
export const staleVersion = defineProblem(
  'stale-version',
  409,
  'Booking has changed',
  'The booking changed after you loaded it. Load the booking again and decide again.',
);
export const outsideAvailability = defineProblem(
  'outside-availability',
  422,
  'Start not offered',
  'The barber does not offer this start: closed, in a break, on time off, off the grid, too soon or too far ahead.',
);
export const notBookable = defineProblem(
  'not-bookable',
  422,
  'Barber cannot be booked',
  'This barber cannot take bookings at the moment.',
);
export const tooManyOpenRequests = defineProblem(
  'too-many-open-requests',
  422,
  'Too many open requests',
  'Wait until a barber answers one of your requests, or cancel a request.',
);
export const paymentMethodUnavailable = defineProblem(
  'payment-method-unavailable',
  422,
  'Payment method unavailable',
  'Only payment in person (`in_person`) is available at present.',
);
export const locationRequired = defineProblem(
  'location-required',
  422,
  'Location required',
  'This barber works at the customer’s place: send a location.',
);
export const locationNotServed = defineProblem(
  'location-not-served',
  422,
  'No home visits',
  'This barber works only in the shop: leave the location out.',
);
export const outsideServiceRadius = defineProblem(
  'outside-service-radius',
  422,
  'Too far away',
  'The place is outside the area that this barber visits.',
);
export const tooEarly = defineProblem(
  'too-early',
  422,
  'Too early',
  'This action is only possible closer to the start of the visit, or after the start.',
);
