import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { Clock } from '../../../common/time/clock.ts';
import { DAY, SECOND } from '../../../common/time/durations.ts';
import { jsonLines, zipOf } from './export-files.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';

/** How many rows are read before somebody says that they are still wanted. */
const ROWS_BETWEEN = 1_000;

/** One ZIP with a JSON file per subject, and a word on what each of them is. */
@Injectable()
export class ExportArchives {
  constructor(
    private readonly personalData: PersonalDataRegistry,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `mayGoOn` is asked again and again while rows are read, and throws to end it. */
  make(userId: string, mayGoOn: () => Promise<void>): Promise<Buffer> {
    const linkSeconds = (this.config.EXPORT_DAYS * DAY) / SECOND;
    const now = this.clock.now();
    const files = this.personalData.files.map((subject) => ({
      name: `${subject.name}.json`,
      text: jsonLines(watched(subject.rows(userId, linkSeconds), mayGoOn)),
    }));
    return zipOf([{ name: 'README.txt', text: [this.readme(now)] }, ...files], now);
  }

  private readme(now: Date): string {
    const lines = this.personalData.files.map(({ name, about }) => `${name}.json: ${about}`);
    const leftOut = Object.entries(this.personalData.notExported).map(([name, reason]) => `${name}: ${reason}`);
    return [
      `What Grome knew of you at ${now.toISOString()}. Each file is a list, in JSON; times are in UTC, money in its smallest unit.`,
      `What changed while it was made may be missing. Links in it work for ${this.config.EXPORT_DAYS} day(s).`,
      ...['', ...lines, '', 'Not in here, because it is nothing else or nobody can read it:', '', ...leftOut, ''],
    ].join('\n');
  }
}

async function* watched(rows: AsyncIterable<object>, mayGoOn: () => Promise<void>): AsyncGenerator<object> {
  let count = 0;
  await mayGoOn();
  for await (const row of rows) {
    yield row;
    if (++count % ROWS_BETWEEN === 0) await mayGoOn();
  }
}
