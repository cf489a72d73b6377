import type { ImportTally } from '../modules/imports/read-listings.ts';

const EVERY = { terminal: 100, log: 3_000 };

/** Prints the progress of a pass through the file. A terminal gets one line that changes; a log gets a line every few seconds. */
export class ImportProgress {
  private readonly started = Date.now();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly title: string,
    private readonly tally: ImportTally,
    private readonly bytes: number,
    private readonly out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stdout,
  ) {
    this.timer = setInterval(() => this.say(this.soFar()), out.isTTY ? EVERY.terminal : EVERY.log);
  }

  /** Prints the last line of this pass. */
  end(): void {
    clearInterval(this.timer);
    const seconds = ((Date.now() - this.started) / 1_000).toFixed(1);
    this.say(`${this.title} … ${this.counts()}, ${seconds} s`);
    if (this.out.isTTY) this.out.write('\n');
  }

  /** Ends the progress after an error. The next output begins on a new line. */
  break(): void {
    clearInterval(this.timer);
    if (this.out.isTTY) this.out.write('\n');
  }

  private soFar(): string {
    const percent = this.bytes ? Math.min(100, Math.floor((100 * this.tally.bytesRead) / this.bytes)) : 0;
    return `${this.title} … ${percent} %, ${this.counts()}`;
  }

  private counts(): string {
    const { features, listings } = this.tally;
    return `${features.toLocaleString('en')} features, ${listings.toLocaleString('en')} barbershops`;
  }

  private say(text: string): void {
    // The escape codes go to the beginning of the line and clear the line.
    this.out.write(this.out.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
  }
}
