import { pastBookings, type Size } from './data/size.ts';
import type { Result } from './figures/figure.ts';
import type { Facts } from './machine.ts';
import { sentenceOf, tableOf } from './report.ts';

export interface Run {
  facts: Facts;
  size: Size;
  counts: Record<string, number>;
  rounds: number;
  seconds: number;
  results: Result[];
}

/** Returns the text of `docs/benchmarks.md`. All its content comes from this run. */
export function documentOf({ facts, size, counts, rounds, seconds, results }: Run): string {
  return `${[
    '# Benchmarks',
    '`npm run bench` writes this document. Each figure is shown with its floor: the least code that can do the same work, measured in the same run, in alternating rounds. Compare the ratios and the CPU per request. Requests per second depend on the machine and its load.',
    `Medians of ${rounds} rounds of ${seconds} s each; load, servers, MongoDB and Redis share one machine over loopback.`,
    markdown([['', ''], ...Object.entries(facts)]),
    `Dataset, from a fixed seed: ${dataset(size)}. Documents: ${list(counts)}.`,
    ...results.flatMap(section),
  ].join('\n\n')}\n`;
}

function section(result: Result): string[] {
  const aims = result.aims.map((aim) => `- ${sentenceOf(aim)}`).join('\n');
  return [`## ${result.title}`, result.about.join('\n'), markdown(tableOf(result)), ...(aims ? [aims] : [])];
}

function dataset({ cities, barbers, old, young }: Size): string {
  const past = pastBookings({ old, young } as Size);
  return `${count(barbers)} barbers in ${cities} cities, ${count(past)} past bookings (${old.barbers} barbers with ${count(old.past)} each, ${count(young.barbers)} with ${young.past} each)`;
}

const count = (value: number): string => value.toLocaleString('en');
const list = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([name, value]) => `${name} ${count(value)}`)
    .join(', ');

function markdown([head, ...rows]: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head!), line(head!.map((_, i) => (i ? '---:' : '---'))), ...rows.map(line)].join('\n');
}
