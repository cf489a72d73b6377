import { defineProblem } from '../../../common/errors/problem.ts';

export const bookingsInTheWay = defineProblem(
  'bookings-in-the-way',
  409,
  'Bookings in the way',
  'Move or cancel the bookings in `conflicts` first; nobody is put out silently.',
);
export const timeOffOverlaps = defineProblem(
  'time-off-overlaps',
  409,
  'Already away',
  'Part of this time is time off already; see `conflicts`.',
);
export const timeOffTooLong = defineProblem(
  'time-off-too-long',
  422,
  'Too long',
  'Time off may touch at most 62 days; add several.',
);
export const timeOffInPast = defineProblem('time-off-in-past', 422, 'In the past', 'Time off must end in the future.');
