import { Clock } from '../../src/common/time/clock.ts';

/** A clock that tests set and move. Until a test sets the clock, it follows the real time. */
export class TestClock extends Clock {
  private fixed: number | undefined;

  override now(): Date {
    return new Date(this.fixed ?? Date.now());
  }

  set(instant: string | Date): void {
    this.fixed = new Date(instant).getTime();
  }

  advance(milliseconds: number): void {
    this.fixed = this.now().getTime() + milliseconds;
  }
}
