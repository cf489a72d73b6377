import { AvailabilityController } from './availability/availability.controller.ts';
import { BarbersController } from './barbers/barbers.controller.ts';
import { MyBarberController } from './barbers/my-barber.controller.ts';
import { ServicesController } from './catalogue/catalogue.controller.ts';
import { NearbyController } from './nearby/nearby.controller.ts';
import { TimeOffController } from './time-off/time-off.controller.ts';

export const SHOP_CONTROLLERS = [
  AvailabilityController,
  BarbersController,
  MyBarberController,
  ServicesController,
  NearbyController,
  TimeOffController,
];
