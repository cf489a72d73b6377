import { BookingsController } from './bookings/bookings.controller.ts';

export const BOOKING_CONTROLLERS = [BookingsController];
