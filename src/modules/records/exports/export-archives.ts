import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { Clock } from '../../../common/time/clock.ts';
import { DAY, SECOND } from '../../../common/time/durations.ts';
import { jsonLines, zipOf } from './export-files.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';

/** How many rows are read between two calls of `checkpoint`. */
const ROWS_PER_CHECKPOINT = 1_000;

/** Makes the ZIP of an export: one JSON file for each file of the registry, and a README that explains the files. */
@Injectable()
export class ExportArchives {
  constructor(
    private readonly personalData: PersonalDataRegistry,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Makes the ZIP. `checkpoint` is called before each file and every 1,000 rows, and ends the work by throwing. */
  make(userId: string, checkpoint: () => Promise<void>): Promise<Buffer> {
    const linkSeconds = (this.config.EXPORT_DAYS * DAY) / SECOND;
    const now = this.clock.now();
    const files = this.personalData.files.map((file) => ({
      name: `${file.name}.json`,
      text: jsonLines(watched(file.rows(userId, linkSeconds), checkpoint)),
    }));
    return zipOf([{ name: 'README.txt', text: [this.readme(now)] }, ...files], now);
  }

  private readme(now: Date): string {
    const lines = this.personalData.files.map(({ name, about }) => `${name}.json: ${about}`);
    const leftOut = Object.entries(this.personalData.notExported).map(([name, reason]) => `${name}: ${reason}`);
    return [
      `This is what Grome knew about you at ${now.toISOString()}. Each file is a JSON list. Times are in UTC, and money is in its smallest unit.`,
      `Changes that were made while this export was prepared may be missing. Its links work for ${this.config.EXPORT_DAYS} day(s).`,
      ...['', ...lines, '', 'These collections are not in the export, for the reason beside each:', '', ...leftOut, ''],
    ].join('\n');
  }
}

async function* watched(rows: AsyncIterable<object>, checkpoint: () => Promise<void>): AsyncGenerator<object> {
  let count = 0;
  await checkpoint();
  for await (const row of rows) {
    yield row;
    if (++count % ROWS_PER_CHECKPOINT === 0) await checkpoint();
  }
}
