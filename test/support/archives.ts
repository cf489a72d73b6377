import { text } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { PeriodicRunner } from '../../src/jobs/periodic-runner.ts';
import type { TestApp } from './app.ts';
import { must, type Person } from './people.ts';

/** Returns the files of a ZIP by name. */
export async function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(bytes);
  const files = new Map<string, string>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
  return files;
}

export interface Archive {
  names: string[];
  /** The text of all files. */
  text: string;
  rows(subject: string): any[];
}

export async function archiveAt(url: string): Promise<Archive> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the store answered ${answer.status}: ${await answer.text()}`);
  const files = await unzipped(Buffer.from(await answer.arrayBuffer()));
  return {
    names: [...files.keys()],
    text: [...files.values()].join('\n'),
    rows: (subject) => JSON.parse(files.get(`${subject}.json`)!) as any[],
  };
}

/** Asks for an export, waits until it is made, and downloads it. */
export async function exported(app: TestApp, who: Person): Promise<Archive> {
  await must(who.http.post('/me/export'));
  await app.get(PeriodicRunner).turn('exports');
  return archiveAt((await must(who.http.get('/me/export'))).body.url);
}
