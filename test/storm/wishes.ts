import type { Span } from './history.ts';
import type { Random } from './random.ts';
import type { StormBarber } from './seed-data.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Times that clients ask for. Most are in three days, many near UTC midnight, and few where long time off fits. */
export class Wishes {
  private readonly places: Record<'crowd' | 'midnight' | 'later' | 'far', number[]>;
  private readonly first: number;

  constructor({ starts }: StormBarber) {
    this.first = Math.ceil(starts[0]! / DAY) * DAY;
    const days = (from: number, to: number) =>
      starts.filter((start) => start >= this.first + from * DAY && start < this.first + to * DAY);
    const crowd = days(0, 3);
    this.places = {
      crowd,
      midnight: crowd.filter((start) => DAY - (start % DAY) <= 1.5 * HOUR),
      later: days(3, 12),
      far: days(12, 60),
    };
  }

  start(random: Random): number {
    return random.pick(this.places[random.weighted({ crowd: 55, midnight: 20, later: 20, far: 5 })]);
  }

  /** Half of the moves stay near the current time, so that a move may overlap its old time. */
  move(random: Random, startAt: number): number {
    const shifted = startAt + random.pick([-30, -15, 15, 30]) * MINUTE;
    return random.chance(0.5) && shifted >= this.first ? shifted : this.start(random);
  }

  /** Returns time off: hours in the busy days, days later on, or two weeks far ahead. */
  timeOff(random: Random): Span {
    const kind = random.weighted({ hours: 50, days: 20, fortnight: 30 });
    if (kind === 'hours') return this.away(random, [0, 12 * 24], random.between(1, 6));
    if (kind === 'days') return this.away(random, [3 * 24, 12 * 24], random.between(24, 72));
    return this.away(random, [12 * 24, 46 * 24], 14 * 24);
  }

  private away(random: Random, [earliest, latest]: [number, number], hours: number): Span {
    const from = this.first + random.between(earliest, latest) * HOUR + random.between(0, 59) * MINUTE;
    return { from, to: from + hours * HOUR };
  }
}
