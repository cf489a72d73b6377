import { JSONParser } from '@streamparser/json';
import { CollectionOutline } from './collection-outline.ts';
import { ImportFileError } from '../import-file-error.ts';

export interface ParsedFeature {
  /** Counted from 0. */
  index: number;
  /** The line on which the feature begins, counted from 1. */
  line: number;
  feature: unknown;
}

const NEWLINE = 0x0a;

/**
 * Turns the bytes of a FeatureCollection into features. The parser works while it is fed. Therefore the bytes are fed line by
 * line, and the line of every token and of every error is the number of lines fed.
 */
export class FeatureParser {
  private readonly outline = new CollectionOutline();
  private readonly parser = new JSONParser({ paths: ['$.features.*'], keepStack: false });
  private ready: ParsedFeature[] = [];
  private line = 1;
  private startLine = 1;

  constructor() {
    this.parser.onToken = ({ token, value }) => {
      if (this.outline.follow(token, value)) this.startLine = this.line;
    };
    this.parser.onValue = ({ value }) => {
      this.ready.push({ index: this.outline.features, line: this.startLine, feature: value });
      this.outline.features += 1;
    };
  }

  /** Returns the features that end in this chunk. Throws ImportFileError. */
  write(chunk: Uint8Array): ParsedFeature[] {
    for (let start = 0; start < chunk.length;) {
      const newline = chunk.indexOf(NEWLINE, start);
      const end = newline < 0 ? chunk.length : newline + 1;
      this.placed(() => this.feed(chunk.subarray(start, end)));
      if (newline >= 0) this.line += 1;
      start = end;
    }
    const ready = this.ready;
    this.ready = [];
    return ready;
  }

  /** Checks that the document is complete; must be called at the end of the file. Throws ImportFileError. */
  end(): void {
    // A bare number ends only with the first character after the number.
    if (this.outline.isOutside) this.placed(() => this.feed(Uint8Array.of(NEWLINE)));
    if (this.outline.isEmpty) throw new ImportFileError('the file is empty');
    this.placed(() => {
      if (!this.parser.isEnded) throw new ImportFileError('the file ends too early; it was probably cut off');
      this.outline.check();
    });
  }

  /** Throws ImportFileError because no feature has ended for too many bytes. */
  refuseSize(): never {
    return this.placed(() => {
      if (!this.outline.inFeatures) this.outline.check();
      throw new ImportFileError('this text is too long for one feature');
    });
  }

  private feed(piece: Uint8Array): void {
    if (!this.parser.isEnded) this.parser.write(piece);
    else if (Buffer.from(piece).toString('latin1').trim()) this.outline.refuseMore();
  }

  /** Adds the line and the feature to every error. */
  private placed<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const feature = this.outline.inFeatures ? this.outline.features + 1 : undefined;
      throw new ImportFileError(problemOf(error), { line: this.line, feature });
    }
  }
}

function problemOf(error: unknown): string {
  if (error instanceof ImportFileError) return error.problem;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'this is not valid UTF-8';
  // The library writes `Unexpected "x" at …` for a character and `Unexpected LEFT_BRACE ("{") in …` for a word.
  const [, found] = /^Unexpected (?:[A-Z_]+ \()?"([^][^"]{0,40})/.exec(message) ?? [];
  if (!found) return `this is not valid JSON: ${message}`;
  return `this is not valid JSON: unexpected ${found === '\n' ? 'end of the line' : JSON.stringify(found)}`;
}
