/** A span of one local day by the wall clock. Times are "HH:MM" in the barber's time zone; `endTime` may be "24:00". */
export interface WallSpan {
  startTime: string;
  endTime: string;
}

export interface DayHours extends WallSpan {
  breaks: WallSpan[];
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours by weekday. A missing day is closed. */
export type WeeklyHours = Partial<Record<Weekday, DayHours>>;

/** Replaces the weekly hours of one local date (`yyyy-mm-dd`). */
export type DatedException = { date: string; closed: true } | ({ date: string } & DayHours);

/** A half-open interval in minutes. Hours count minutes past local midnight; instants count minutes of the epoch (UTC). */
export interface MinuteSpan {
  start: number;
  end: number;
}

/** An error in the hours of a day: the path of the wrong field and a message. The shape fits Zod's `ctx.addIssue`. */
export interface HoursProblem {
  path: (string | number)[];
  message: string;
}

/** Returns the minutes past midnight of "HH:MM" (00:00 to 24:00), or undefined for any other text. */
export function wallMinutes(time: string): number | undefined {
  if (!/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time)) return undefined;
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Returns the errors that a person must correct before these hours can be stored. The list is empty for valid hours. */
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

/**
 * Returns the error of one break, if any. Breaks may touch each other and the start or end of the hours. When two breaks overlap,
 * the error names the one that is later in the list.
 */
function breakProblem(pause: MinuteSpan, index: number, hours: MinuteSpan, all: readonly MinuteSpan[]): HoursProblem[] {
  if (pause.end <= pause.start) return [{ path: ['breaks', index, 'endTime'], message: 'must be after startTime' }];
  if (pause.start < hours.start || pause.end > hours.end)
    return [{ path: ['breaks', index], message: 'must lie inside the hours' }];
  const clash = all.slice(0, index).some((other) => other.start < pause.end && pause.start < other.end);
  return clash ? [{ path: ['breaks', index], message: 'must not overlap another break' }] : [];
}

/** Returns the hours without the breaks, in minutes past local midnight, ascending. Closed or missing days have no spans. */
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

/**
 * Converts stored hours to minutes. Stored hours were validated when they came in, so a malformed time is a programming error and
 * throws a RangeError.
 */
function toMinutes({ startTime, endTime }: WallSpan): MinuteSpan {
  const [start, end] = [wallMinutes(startTime), wallMinutes(endTime)];
  if (start === undefined || end === undefined)
    throw new RangeError(`not wall-clock times: "${startTime}", "${endTime}"`);
  return { start, end };
}
