import { readFileSync } from 'node:fs';
import { environmentDefaults } from './config.ts';

const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
const described = new Map([...example.matchAll(/^([A-Z_]+)=([^\s#]*)/gm)].map(([, name, value]) => [name!, value!]));
/** Read by `npm start` and the commands before the application has settings. */
const OUTSIDE_THE_APP = ['DATA_DIR'];

describe('.env.example', () => {
  it('describes every setting and no other', () => {
    const settings = [...Object.keys(environmentDefaults()), ...OUTSIDE_THE_APP];
    expect([...described.keys()].sort()).toEqual(settings.sort());
  });

  it('shows the defaults the application uses', () => {
    for (const [name, value] of Object.entries(environmentDefaults()))
      expect([name, described.get(name)]).toEqual([name, value]);
  });
});
