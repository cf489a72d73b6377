import { isMet, type Aim, type Result } from './figures/figure.ts';
import type { Measure } from './load/rounds.ts';

const COLUMNS = [
  '',
  'per second',
  'ratio',
  'p50 ms',
  'p99 ms',
  'server p50',
  'server p99',
  'CPU ms process',
  'CPU ms mongod',
  'RSS KiB',
  'heap KiB',
];

/** Returns the floor and the application of each comparison as rows. Empty columns are left out. */
export function tableOf({ comparisons }: Result): string[][] {
  const rows = comparisons.flatMap(({ what, sides: [left, right], floor, ours, ratio }) => [
    [`${what}: ${left}`, ...cells(floor, 1)],
    [`${what}: ${right}`, ...cells(ours, ratio)],
  ]);
  const used = COLUMNS.map((_, column) => rows.some((row) => row[column] !== '–'));
  return [COLUMNS, ...rows].map((row) => row.filter((_, column) => used[column]));
}

function cells({ perSecond, client, server, cpu, memory }: Measure, ratio: number): string[] {
  const times = [
    client?.p50,
    client?.p99,
    server?.p50,
    server?.p99,
    cpu?.process,
    cpu?.mongod,
    memory?.rss,
    memory?.heap,
  ];
  return [number(perSecond), ratio.toFixed(2), ...times.map(number)];
}

/** Formats a number with about three digits, because the figures are not more precise. */
export function number(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);
}

export function sentenceOf(aim: Aim): string {
  const { what, value, limit, sense } = aim;
  const judged = isMet(aim) ? 'met' : `missed by ${Math.round(Math.abs(value / limit - 1) * 100)} %`;
  return `${what}: ${number(value)}, aim ${sense} ${number(limit)}: ${judged}`;
}

/** Returns the result as text for the terminal. */
export function printed(result: Result): string {
  const table = tableOf(result);
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  '),
  );
  return [`\n${result.title}`, ...lines, ...result.aims.map((aim) => `→ ${sentenceOf(aim)}`)].join('\n');
}
