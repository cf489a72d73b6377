export interface PanelFacts {
  url: string;
  dataDir: string;
  demo: boolean;
  /** True when MONGODB_URI and REDIS_URL are set. The panel then shows no servers and no data of this installation. */
  given: boolean;
  mongodbUri?: string | undefined;
  redisUrl?: string | undefined;
}

/** Returns the text that `npm start` prints at the end: where everything is, who can sign in, and how to stop. */
export function panel({ url, dataDir, demo, given, mongodbUri, redisUrl }: PanelFacts): string {
  const base = url.replace(/\/$/, '');
  const rows: [string, string | undefined][] = [
    ['API docs', `${base}/docs`],
    ['API', `${base}/api/v1`],
  ];
  if (!given) {
    if (demo) {
      rows.push(['Demo accounts', 'admin@grome.test, barber@grome.test, customer@grome.test']);
      rows.push(['', 'password of all three: Grome-demo-1']);
    }
    rows.push(['MongoDB', mongodbUri], ['Redis', redisUrl], ['Data', `${dataDir} (npm run reset removes it)`]);
  }
  rows.push(['Stop', given ? 'Ctrl-C' : 'Ctrl-C; the next npm start uses the same data']);
  const lines = rows.map(([title, value]) => `  ${title.padEnd(15)}${value ?? ''}`);
  return ['', '  Grome is running.', '', ...lines, ''].join('\n');
}
