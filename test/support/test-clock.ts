import { Clock } from '../../src/common/time/clock.ts';

/** A clock that tests set and move; until then it follows the real one. */
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
