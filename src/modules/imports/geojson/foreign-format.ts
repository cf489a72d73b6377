const COMPRESSED = ['1f8b', '504b0304', '425a68', 'fd377a58', '28b52ffd'];
const UTF16 = ['fffe', 'feff'];

/** Returns a problem text when the first bytes show a format that is not GeoJSON. Most wrong files have one of these formats. */
export function foreignFormat(start: Uint8Array): string | undefined {
  const bytes = Buffer.from(start.subarray(0, 64));
  const begins = (signature: string) => bytes.toString('hex').startsWith(signature);
  if (COMPRESSED.some(begins)) return 'this is a compressed file: unpack it first';
  if (UTF16.some(begins)) return 'this file is written in UTF-16: save it as UTF-8';
  if (bytes.includes('OSMHeader')) return 'this is an OSM PBF file: export it as GeoJSON (osmium export -f geojson)';
  if (begins('1e')) return 'this is a GeoJSON text sequence: export it as one FeatureCollection';
  const text = bytes.toString('latin1').replace(/^ï»¿/, '').trimStart();
  if (text.startsWith('<')) return 'this looks like XML or HTML, not JSON: export it as GeoJSON';
  return undefined;
}
