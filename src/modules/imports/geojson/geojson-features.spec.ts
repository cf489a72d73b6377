import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FeatureParser } from './feature-parser.ts';
import { readFeatures } from './geojson-features.ts';
import type { ImportFileError } from '../import-file-error.ts';

const fixture = (name: string) => join(import.meta.dirname, '../../../../test/fixtures/osm', `${name}.geojson`);

async function readAll(path: string) {
  const features = [];
  for await (const feature of readFeatures(path)) features.push(feature);
  return features;
}

const failure = (path: string): Promise<ImportFileError> =>
  readAll(path).then(
    () => Promise.reject(new Error('was read')),
    (error: ImportFileError) => error,
  );

describe('Reading a GeoJSON file', () => {
  it.each([
    ['pretty', [4, 19, 34]],
    ['one-line', [1, 1, 1]],
    ['windows-lines', [4, 19, 34]],
    ['byte-order-mark', [4, 19, 34]],
  ])('gives every feature of %s.geojson with the line it begins on', async (name, lines) => {
    const features = await readAll(fixture(name));
    expect(features.map(({ line }) => line)).toEqual(lines);
    expect(features.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(features.map(({ feature }) => (feature as { id: string }).id)).toEqual(['node/1', 'node/2', 'node/3']);
  });

  it('takes members in any order and ignores those it does not know', async () => {
    expect(await readAll(fixture('type-last'))).toHaveLength(1);
  });

  it('takes a collection without features', async () => {
    expect(await readAll(fixture('no-shops'))).toEqual([]);
  });

  it.each([
    ['empty', 'the file is empty'],
    ['blank', 'the file is empty'],
    ['not-json', 'line 1: this is not valid JSON: unexpected "a"'],
    ['number', 'line 1: this is not a GeoJSON FeatureCollection'],
    ['array', 'line 1: this is not a GeoJSON FeatureCollection'],
    ['html', 'this looks like XML or HTML, not JSON: export it as GeoJSON'],
    ['utf16', 'this file is written in UTF-16: save it as UTF-8'],
    ['compressed', 'this is a compressed file: unpack it first'],
    ['cut-off-in-feature', 'line 24, feature 2: the file ends too early; it was probably cut off'],
    ['cut-off-between-features', 'line 18, feature 2: the file ends too early; it was probably cut off'],
    ['single-feature', 'line 1: this is not a GeoJSON FeatureCollection: its "type" is "Feature"'],
    [
      'newline-delimited',
      'line 2: this is newline-delimited GeoJSON, one feature a line: export it as one FeatureCollection',
    ],
    ['text-sequence', 'this is a GeoJSON text sequence: export it as one FeatureCollection'],
    ['overpass', 'line 1: this looks like Overpass JSON ("elements"): export it as GeoJSON instead'],
    ['topojson', 'line 1: this is not a GeoJSON FeatureCollection: its "type" is "Topology"'],
    ['no-type', 'line 1: this is not a GeoJSON FeatureCollection: it has no "type"'],
    ['no-features', 'line 1: this is not a GeoJSON FeatureCollection: it has no "features"'],
    ['features-object', 'line 1: this is not a GeoJSON FeatureCollection: its "features" is not an array'],
    ['features-twice', 'line 3: there are two "features" in one FeatureCollection'],
    ['feature-is-text', 'line 3, feature 2: a feature must be a JSON object'],
    ['feature-is-null', 'line 3, feature 2: a feature must be a JSON object'],
    ['missing-comma', 'line 3, feature 2: this is not valid JSON: unexpected "{"'],
    ['missing-quote', 'line 24, feature 2: this is not valid JSON: unexpected end of the line'],
    ['trailing-comma', 'line 3: this is not valid JSON: unexpected "]"'],
    ['text-after-the-end', 'line 3: there is more text after the end of the JSON document'],
    ['invalid-utf8', 'line 3, feature 2: this is not valid UTF-8'],
    ['deep', 'line 2, feature 1: this is nested deeper than 64 levels'],
  ])('says what is wrong with %s.geojson', async (name, message) => {
    const error = await failure(fixture(name));
    expect(error.name).toBe('ImportFileError');
    expect(error.message).toBe(message);
  });

  it('says that a file is not there or is a directory', async () => {
    expect((await failure('/nowhere/osm.geojson')).message).toBe(
      'cannot read /nowhere/osm.geojson: there is no such file',
    );
    expect((await failure(import.meta.dirname)).message).toMatch(/this is a directory, not a file$/);
  });

  it('reads the same wherever the file is cut into pieces', async () => {
    const bytes = Buffer.from((await readFile(fixture('pretty'), 'utf8')).replace('Cut & Co', 'Frisör ✂️ 美容室'));
    const whole = new FeatureParser().write(bytes);
    expect(whole).toHaveLength(3);
    for (const size of [1, 2, 3, 7, 64]) {
      const parser = new FeatureParser();
      const features = [];
      for (let at = 0; at < bytes.length; at += size) features.push(...parser.write(bytes.subarray(at, at + size)));
      parser.end();
      expect(features).toEqual(whole);
    }
  });

  it('finds the file cut off at whatever byte the download stopped', async () => {
    const bytes = Buffer.from((await readFile(fixture('pretty'), 'utf8')).trimEnd());
    for (let length = 1; length < bytes.length; length++) {
      const parser = new FeatureParser();
      expect(() => {
        parser.write(bytes.subarray(0, length));
        parser.end();
      }).toThrow(/the file ends too early/);
    }
  });

  describe('of any size', () => {
    let folder: string;
    beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'grome-geojson-'))));
    afterAll(() => rm(folder, { recursive: true }));

    it('refuses what is too long for one feature before memory runs out', async () => {
      const path = join(folder, 'endless.geojson');
      await writeFile(path, `{"type":"FeatureCollection","features":[\n{"name":"${'x'.repeat(33 * 1024 * 1024)}`);
      expect((await failure(path)).message).toBe('line 2, feature 1: this text is too long for one feature');
    });

    it('reports its progress, and stops reading when the consumer stops', async () => {
      const path = join(folder, 'long.geojson');
      const feature = JSON.stringify({ type: 'Feature', properties: { note: 'x'.repeat(1_000) }, geometry: null });
      await writeFile(path, `{"type":"FeatureCollection","features":[${Array(1_000).fill(feature).join()}]}`);
      for await (const { index, bytesRead } of readFeatures(path)) {
        expect(bytesRead).toBeLessThan(500_000);
        if (index === 100) break;
      }
    });
  });
});
