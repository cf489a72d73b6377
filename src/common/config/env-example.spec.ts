import { readFileSync } from 'node:fs';
import { environmentDefaults } from './config.ts';

const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
const described = new Map([...example.matchAll(/^([A-Z_0-9]+)=([^\s#]*)/gm)].map(([, name, value]) => [name!, value!]));

describe('.env.example', () => {
  it('describes every setting and no other', () => {
    expect([...described.keys()].sort()).toEqual(Object.keys(environmentDefaults()).sort());
  });

  it('shows the defaults the application uses', () => {
    for (const [name, value] of Object.entries(environmentDefaults()))
      expect([name, described.get(name)]).toEqual([name, value]);
  });
});
