import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must, run, tell, type Outcome } from '../support/run';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const project = 'b2e-hosting';
const port = 25_900;
const url = `http://127.0.0.1:${port}`;

const compose = (...args: string[]): Promise<Outcome> =>
  run('docker', ['compose', '--project-name', project, '--file', 'compose.yaml', ...args], { cwd: repository, env: { DESIGNER_PORT: String(port), REQUESTS_PER_MINUTE: '10' }, timeoutMs: 900_000 });
const inside = (...command: string[]) => compose('exec', '-T', 'designer', ...command);

function well(outcome: Outcome): Outcome {
  expect(outcome.code, tell(outcome)).toBe(0);
  return outcome;
}

beforeAll(async () => {
  const helper = process.env['STACK_IMAGE_HELPER'];
  const { stdout } = await must('sed', ['-n', 's/^ARG NODE_VERSION=//p', 'Dockerfile'], { cwd: repository });
  if (helper) await must(helper, [`node:${stdout.trim()}`]);
  well(await compose('up', '-d', '--build', '--wait'));
}, 900_000);
afterAll(async () => {
  await compose('down', '-v', '--rmi', 'local', '--timeout', '5');
});

describe('the designer in its own container', () => {
  it('serves the page with its policy, and exports', async () => {
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('Base2 Designer');
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-(?!not-sealed)/);
    const zip = await fetch(`${url}/api/export`, { method: 'POST', body: '{"version":2}' });
    expect([zip.status, zip.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect((await zip.arrayBuffer()).byteLength).toBeGreaterThan(100_000);
  });

  it('runs as nobody, on a file system that it cannot write to, with no capability', async () => {
    expect(well(await inside('id', '-u')).stdout.trim()).toBe('1000');
    expect((await inside('sh', '-c', 'echo x > /app/x')).code).not.toBe(0);
    const status = well(await inside('cat', '/proc/1/status')).stdout;
    expect(/^CapEff:\s+(\w+)$/m.exec(status)?.[1]).toMatch(/^0+$/);
    expect(/^NoNewPrivs:\s+(\d)$/m.exec(status)?.[1]).toBe('1');
    const logs = well(await compose('logs', '--no-color')).stdout;
    expect(logs).not.toMatch(/EROFS|EACCES|Error/);
  });

  it('counts what a client asks for', async () => {
    const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await fetch(`${url}/api/validate`, { method: 'POST', body: '{"version":2}' })).status));
    expect(statuses).toContain(429);
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
  });

  it('stops by itself when it is told to', async () => {
    well(await compose('stop'));
    // 137 would mean that it had to be killed at the end of its time.
    const { stdout } = well(await compose('ps', '--all', '--format', '{{.ExitCode}}'));
    expect(['0', '143']).toContain(stdout.trim());
  });
});
