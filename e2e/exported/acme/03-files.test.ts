import { chmod, copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSpa } from '../support/expecting';
import { imageOf } from '../support/images';
import { must, tell } from '../support/run';
import type { Stack } from '../support/stack';
import { designOf, exported, remove, selfSigned, served, start, whenServed } from './booting';

let stack: Stack;
const folder = () => path.dirname(stack.dir);
const place = (name: string, as: 'site.crt' | 'site.key') => copyFile(path.join(folder(), name), stack.file(`certificates/${as}`));

/** As the message says; through a container, so that the test needs no root. */
async function letTraefikRead() {
  await must('docker', ['run', '--rm', '-v', `${stack.file('certificates')}:/c`, await imageOf(stack, 'python'), 'sh', '-c', 'chgrp 65532 /c/site.key && chmod 640 /c/site.key && chmod 644 /c/site.crt']);
}

async function bring(crt: string, key: string) {
  await rm(stack.file('certificates/site.key'), { force: true });
  await place(crt, 'site.crt');
  await place(key, 'site.key');
  await letTraefikRead();
}

beforeAll(async () => {
  stack = await exported(designOf('acme-files', 'files.test', 21_300, { 'tls.mode': 'files', 'services.traefik.socket': 'none' }));
  await selfSigned(folder(), 'one', 'files.test');
  await selfSigned(folder(), 'two', 'files.test');
  await selfSigned(folder(), 'other', 'elsewhere.test');
  await selfSigned(folder(), 'old', 'files.test', '-not_before', '20240101000000Z', '-not_after', '20240201000000Z').catch(async () =>
    must('docker', ['run', '--rm', '-v', `${folder()}:/c`, await imageOf(stack, 'python'), 'sh', '-c',
      'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /c/old.key -out /c/old.crt -subj /CN=old -addext subjectAltName=DNS:files.test -not_before 20240101000000Z -not_after 20240201000000Z && chmod 644 /c/old.*']));
  await start(stack, 'react-app');
  await stack.mustCompose(['build', 'traefik-certificates']);
});
afterAll(() => remove(stack));

/** What the start says when it stops. */
async function refusal(): Promise<string> {
  const outcome = await stack.compose(['up', '-d', '--build', '--wait', '--wait-timeout', '120', 'traefik']);
  expect(outcome.code, tell(outcome)).not.toBe(0);
  return stack.logs('traefik-certificates', ['--tail', '1']);
}

describe('Certificate files: the start stops, and says why, when', () => {
  it('they are missing', async () => {
    expect(await refusal()).toContain('certificates/site.crt is missing');
  });

  it('the key cannot be read', async () => {
    await place('one.crt', 'site.crt');
    await place('one.key', 'site.key');
    await chmod(stack.file('certificates/site.crt'), 0o644);
    await chmod(stack.file('certificates/site.key'), 0o600);
    expect(await refusal()).toMatch(/site\.key cannot be read by Traefik.*sudo chgrp 65532 certificates\/site\.key && sudo chmod 640/);
  });

  it.each([
    ['they do not belong together', 'one.crt', 'two.key', 'site.key belongs to another certificate'],
    ['the certificate is of another name', 'other.crt', 'other.key', 'site.crt is not for files.test, but for: DNS:elsewhere.test'],
    ['it has expired', 'old.crt', 'old.key', 'site.crt expired on Feb  1'],
    ['the certificate is none', 'one.key', 'one.key', 'site.crt is no certificate in PEM form'],
  ])('%s', async (_what, crt, key, message) => {
    await bring(crt, key);
    expect(await refusal()).toContain(message);
  });
});

describe('Certificate files', () => {
  it('that fit are what is served, for this name only', async () => {
    await bring('one.crt', 'one.key');
    await start(stack, 'traefik');
    expect((await served(stack)).issuer).toBe('one');
    expectSpa(await stack.https().get('/'));
    await expect(served(stack, undefined, 'elsewhere.test')).rejects.toThrow();
    const doctor = await stack.script('doctor');
    expect(doctor.stdout, tell(doctor)).toMatch(/ok.*the certificate is good until/);
  });

  it('are exchanged by the documented way without a restart', async () => {
    const { State } = await stack.container('traefik');
    await bring('two.crt', 'two.key');
    const check = await stack.mustCompose(['run', '--rm', '-T', '--no-deps', 'traefik-certificates']);
    expect(check.stdout).toContain('site.crt is good until');
    await must('touch', [stack.file('traefik/traefik-config/dynamic.yml')]);
    await whenServed(stack, 'the new certificate', ({ issuer }) => issuer === 'two');
    expect((await stack.container('traefik')).State).toMatchObject({ StartedAt: (State as unknown as { StartedAt: string }).StartedAt });
  });

  it('are not for git', async () => {
    await must('git', ['init', '-q'], { cwd: stack.dir });
    const { stdout } = await must('git', ['status', '--porcelain', '-uall', 'certificates'], { cwd: stack.dir });
    expect(stdout.trim()).toBe('?? certificates/README.md');
  });
});
