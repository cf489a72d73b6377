import { TokenType } from '@streamparser/json';
import { ImportFileError } from '../import-file-error.ts';

/** Real features are nested about six levels deep. The parser's time and the depth of the recursion grow with the nesting. */
const MAX_DEPTH = 64;

/** Follows the tokens of a document and refuses a document that is not a FeatureCollection. Keeps no values. */
export class CollectionOutline {
  /** Number of features that have ended. */
  features = 0;
  /** True inside the array of features. */
  inFeatures = false;
  private depth = 0;
  private key = '';
  private previous?: TokenType;
  private type?: string;
  private hasFeatures = false;
  private hasElements = false;

  get isEmpty(): boolean {
    return this.previous === undefined;
  }

  get isOutside(): boolean {
    return this.depth === 0;
  }

  /** Follows one token and returns true when a feature begins with this token. Throws ImportFileError. */
  follow(token: TokenType, value: unknown): boolean {
    if (this.depth === 0 && token !== TokenType.LEFT_BRACE) throw new ImportFileError(NOT_A_COLLECTION);
    if (this.depth === 1) this.followMember(token, value);
    const begins =
      this.depth === 2 && this.inFeatures && token !== TokenType.COMMA && token !== TokenType.RIGHT_BRACKET;
    if (begins && token !== TokenType.LEFT_BRACE) throw new ImportFileError('a feature must be a JSON object');
    this.followDepth(token);
    this.previous = token;
    return begins;
  }

  /** Checks the whole document; must be called at its end. Throws ImportFileError. */
  check(): void {
    if (this.hasElements && !this.hasFeatures) {
      throw new ImportFileError('this looks like Overpass JSON ("elements"): export it as GeoJSON instead');
    }
    if (this.type === undefined) throw new ImportFileError(`${NOT_A_COLLECTION}: it has no "type"`);
    if (this.type !== 'FeatureCollection')
      throw new ImportFileError(`${NOT_A_COLLECTION}: its "type" is "${this.type}"`);
    if (!this.hasFeatures) throw new ImportFileError(`${NOT_A_COLLECTION}: it has no "features"`);
  }

  /** Throws ImportFileError for text that follows the end of the document. */
  refuseMore(): never {
    throw new ImportFileError(
      this.type === 'Feature'
        ? 'this is newline-delimited GeoJSON, one feature a line: export it as one FeatureCollection'
        : 'there is more text after the end of the JSON document',
    );
  }

  private followMember(token: TokenType, value: unknown): void {
    if (this.previous === TokenType.COLON) this.followValue(token, value);
    else if (token === TokenType.STRING) this.key = value as string;
    if (this.key === 'elements') this.hasElements = true;
  }

  private followValue(token: TokenType, value: unknown): void {
    if (this.key === 'type') this.type = String(value).slice(0, 40);
    if (this.key !== 'features') return;
    if (token !== TokenType.LEFT_BRACKET)
      throw new ImportFileError(`${NOT_A_COLLECTION}: its "features" is not an array`);
    if (this.hasFeatures) throw new ImportFileError('there are two "features" in one FeatureCollection');
    this.hasFeatures = this.inFeatures = true;
  }

  private followDepth(token: TokenType): void {
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.depth += 1;
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.depth -= 1;
    if (this.depth > MAX_DEPTH) throw new ImportFileError(`this is nested deeper than ${MAX_DEPTH} levels`);
    if (this.depth === 1) this.inFeatures = false;
  }
}

const NOT_A_COLLECTION = 'this is not a GeoJSON FeatureCollection';
