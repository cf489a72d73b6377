import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { loadDemo } from '../../src/cli/demo.ts';
import { bootApp, type TestApp } from '../support/app.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const tour = /```bash\n([\s\S]*?)```/.exec(readme)![1]!;

describe('the tour in the README', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await bootApp();
    await loadDemo(app.config.MONGODB_URI, () => undefined);
  }, 60_000);
  afterAll(() => app.close());

  it('goes from sign-up to a completed visit, line by line as it is printed', async () => {
    const env = { ...process.env, API: `${app.http.url}/api/v1` };
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', tour], { env });
    const lines = stdout.trim().split('\n');
    expect(JSON.parse(lines[0]!).items.length).toBe(3);
    expect(lines.slice(1, 4)).toEqual(['accepted', 'in_progress', 'completed']);
    expect(JSON.parse(lines[4]!)).toMatchObject({ status: 'completed', barber: { name: 'Bruno’s Barbershop' } });
  });
});
