import { Injectable } from '@nestjs/common';

/** The only source of the current time. Tests replace the clock, so that no test has to sleep. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
