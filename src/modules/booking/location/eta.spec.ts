import { replayTraffic, type Drive } from '../../../../test/support/traffic-replay.ts';
import { seedFor } from '../../../../test/support/seed.ts';
import { estimate, typicalSeconds } from './eta.ts';

const share = (drives: Drive[], holds: (drive: Drive) => boolean) => drives.filter(holds).length / drives.length;
const isCovered = (drive: Drive) => drive.seconds <= estimate(typicalSeconds(drive)).p90Seconds;
const isEarly = (drive: Drive) => drive.seconds <= estimate(typicalSeconds(drive)).etaSeconds;
const percent = (part: number) => `${(100 * part).toFixed(1)} %`;

// The constants of the estimate were fitted to this simulator. The test shows that the arithmetic is right, not how real streets
// are.
describe('the estimate on our own simulated traffic, to which its constants were fitted', () => {
  const drives = replayTraffic(seedFor('traffic'), 4_000);

  it('is kept by about nine drives in ten at its 90 % value, and by about half at its median', () => {
    const [covered, early] = [share(drives, isCovered), share(drives, isEarly)];
    process.stdout.write(
      `arrival times: ${percent(covered)} within the 90 % value, ${percent(early)} within the median\n`,
    );
    expect(covered).toBeGreaterThanOrEqual(0.85);
    expect(covered).toBeLessThanOrEqual(0.95);
    expect(early).toBeGreaterThan(0.4);
    expect(early).toBeLessThan(0.6);
  });

  it.each([
    ['at night', ({ at }: Drive) => at.getUTCHours() < 7 || at.getUTCHours() >= 20],
    ['by day', ({ at }: Drive) => at.getUTCHours() >= 10 && at.getUTCHours() < 16],
    ['in the rush', ({ at }: Drive) => at.getUTCDay() % 6 > 0 && [7, 8, 9, 16, 17, 18].includes(at.getUTCHours())],
    ['over a short way', ({ seconds }: Drive) => seconds < 600],
    ['over a long way', ({ seconds }: Drive) => seconds >= 1_200],
  ])('is not far off %s either', (_when, isOne) => {
    const covered = share(drives.filter(isOne), isCovered);
    process.stdout.write(`  ${_when}: ${percent(covered)}, ${percent(share(drives.filter(isOne), isEarly))}\n`);
    expect(covered).toBeGreaterThan(0.75);
  });

  it('falls on the way', () => {
    const { from, to, at, timezone } = drives[0]!;
    const half: [number, number] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const [whole, rest] = [from, half].map((start) => estimate(typicalSeconds({ from: start, to, at, timezone })));
    expect(rest!.etaSeconds).toBeLessThan(whole!.etaSeconds);
    expect(rest!.p90Seconds).toBeLessThan(whole!.p90Seconds);
  });
});

it('the same way takes longer in the rush of the place where it is', () => {
  const way = { from: [139.7, 35.68] as [number, number], to: [139.72, 35.7] as [number, number] };
  const at = new Date('2035-03-05T23:30:00Z'); // Tuesday 08:30 in Tokyo, Monday night in London
  expect(typicalSeconds({ ...way, at, timezone: 'Asia/Tokyo' })).toBeGreaterThan(
    typicalSeconds({ ...way, at, timezone: 'Europe/London' }),
  );
});
