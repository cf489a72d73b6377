import { defineProblem } from '../../../common/errors/problem.ts';

export const bookingsInTheWay = defineProblem(
  'bookings-in-the-way',
  409,
  'Bookings in the way',
  'Move or cancel the bookings in `conflicts` first, so that every customer is informed.',
);
export const timeOffOverlaps = defineProblem(
  'time-off-overlaps',
  409,
  'Time off overlaps',
  'Part of this time is already time off; see `conflicts`.',
);
export const timeOffTooLong = defineProblem(
  'time-off-too-long',
  422,
  'Time off is too long',
  'Time off may touch at most 62 days. Split a longer time off into parts.',
);
export const timeOffInPast = defineProblem(
  'time-off-in-past',
  422,
  'Time off is in the past',
  'Time off must end in the future.',
);
