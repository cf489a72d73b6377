/** Wall-clock span of one local day; `endTime` may be "24:00". Times are "HH:MM" in the barber's zone. */
export interface WallSpan {
  startTime: string;
  endTime: string;
}

export interface DayHours extends WallSpan {
  breaks: WallSpan[];
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A day that is absent is closed. */
export type WeeklyHours = Partial<Record<Weekday, DayHours>>;

/** Replaces the weekly hours of one local date (`yyyy-mm-dd`). */
export type DatedException = { date: string; closed: true } | ({ date: string } & DayHours);

/** Half-open interval in minutes: of a day where hours are meant, of the epoch (UTC) where instants are. */
export interface MinuteSpan {
  start: number;
  end: number;
}

/** Where in a day's hours something is wrong (path into the object) and what; fits Zod's `ctx.addIssue`. */
export interface HoursProblem {
  path: (string | number)[];
  message: string;
}

/** Minutes past midnight of "HH:MM", 00:00 to 24:00; undefined for anything else. */
export function wallMinutes(time: string): number | undefined {
  if (!/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time)) return undefined;
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** What a person must mend before these hours can be kept: nothing, when they are in order. */
export function hoursProblems(day: DayHours): HoursProblem[] {
  const malformed = [
    ...malformedTimes(day, []),
    ...day.breaks.flatMap((pause, index) => malformedTimes(pause, ['breaks', index])),
  ];
  if (malformed.length > 0) return malformed;
  const hours = toMinutes(day);
  if (hours.end <= hours.start) return [{ path: ['endTime'], message: 'must be after startTime' }];
  const breaks = day.breaks.map(toMinutes);
  return breaks.flatMap((pause, index) => breakProblem(pause, index, hours, breaks));
}

function malformedTimes(span: WallSpan, path: (string | number)[]): HoursProblem[] {
  return (['startTime', 'endTime'] as const)
    .filter((name) => wallMinutes(span[name]) === undefined)
    .map((name) => ({ path: [...path, name], message: 'must be HH:MM from 00:00 to 24:00' }));
}

/** Breaks may touch each other and the edges of the hours. Of two that overlap, the later in the list is named. */
function breakProblem(pause: MinuteSpan, index: number, hours: MinuteSpan, all: readonly MinuteSpan[]): HoursProblem[] {
  if (pause.end <= pause.start) return [{ path: ['breaks', index, 'endTime'], message: 'must be after startTime' }];
  if (pause.start < hours.start || pause.end > hours.end)
    return [{ path: ['breaks', index], message: 'must lie inside the hours' }];
  const clash = all.slice(0, index).some((other) => other.start < pause.end && pause.start < other.end);
  return clash ? [{ path: ['breaks', index], message: 'must not overlap another break' }] : [];
}

/** The hours less the breaks, in minutes past local midnight, ascending. Empty for closed or absent days. */
export function openMinutes(day: DayHours | { closed: true } | undefined): MinuteSpan[] {
  if (!day || 'closed' in day) return [];
  const { start, end } = toMinutes(day);
  const spans: MinuteSpan[] = [];
  let open = start;
  for (const pause of day.breaks.map(toMinutes).sort((a, b) => a.start - b.start)) {
    if (pause.end <= pause.start) continue;
    spans.push({ start: open, end: Math.min(pause.start, end) });
    open = Math.max(open, pause.end);
  }
  spans.push({ start: open, end });
  return spans.filter((span) => span.start < span.end);
}

/** For stored hours, which were judged when they came in: a malformed time is a fault of ours and is thrown. */
function toMinutes({ startTime, endTime }: WallSpan): MinuteSpan {
  const [start, end] = [wallMinutes(startTime), wallMinutes(endTime)];
  if (start === undefined || end === undefined)
    throw new RangeError(`not wall-clock times: "${startTime}", "${endTime}"`);
  return { start, end };
}
