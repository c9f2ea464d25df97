import { describe, expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { stackOf } from '../stack/test-stacks';
import { expectGolden, exportOf } from './test-export';

const { development, compose } = exportOf(defaultStack);
const { services } = development;

describe('development.docker.yml', () => {
  test('of the default design is what the golden file shows', () =>
    expectGolden(import.meta.dirname, 'development', exportOf(defaultStack).text('development.docker.yml')));

  test.each(['react-app', 'api', 'django'])('mounts the code of %s, and builds it anew for new packages', (id) => {
    expect(services[id]?.volumes?.length).toBeGreaterThan(0);
    expect(services[id]?.develop?.watch.map(({ action }) => action)).toContain('rebuild');
  });

  test.each(['react-app', 'django', 'django-migrate'])('builds the development stage of %s', (id) => {
    expect(services[id]?.build).toMatchObject({ target: 'development', context: compose.services[id]?.build?.context });
  });

  test('runs the applications with development settings', () => {
    expect(services['api']?.environment).toMatchObject({ ENV: 'development' });
    expect(services['django']?.environment).toMatchObject({ DJANGO_SETTINGS_MODULE: 'project.settings.development', DJANGO_DEBUG: 'true' });
    expect(services['django-migrate']?.environment).toMatchObject({ DJANGO_SETTINGS_MODULE: 'project.settings.development' });
  });

  test('gives a published database a network that can be published from', () => {
    expect(services['postgres']?.networks).toBeUndefined();
    expect(exportOf(stackOf({ hardening: { networks: 'tiers' } })).development.services['postgres']?.networks).toEqual(['main']);
  });

  test('changes nothing that a design without hardening does not have', () => {
    const soft = exportOf(stackOf({ hardening: { limits: false } })).development.services['react-app'];
    expect(soft?.mem_limit).toBeUndefined();
  });

  test('publishes no port of which the README does not tell', () => {
    const exported = exportOf(defaultStack);
    const names = [...exported.text('development.docker.yml').matchAll(/\$\{(DEVELOPMENT_\w+):/g)].map(([, name]) => name);
    const told = [...exported.text('README.md').matchAll(/^\| .* \| `(DEVELOPMENT_\w+)` \|$/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual(names.sort());
    expect(told).toHaveLength(4);
  });

  test('is laid over the other by hand only', () => {
    expect(exportOf(defaultStack).text('.env')).toContain('\nCOMPOSE_FILE=local.docker.yml\n');
  });
});

test('the README says which way of exporting again keeps edits, and which does not', () => {
  const [, own = ''] = exportOf(defaultStack).text('README.md').split('## Your own changes');
  expect(own).toContain('`base2 upgrade .`');
  expect(own).toMatch(/`base2 export --force`,\nreplaces every file that was generated/);
});

describe('the container for editors', () => {
  const text = (name: string) => exportOf(defaultStack).text(`.devcontainer/${name}`);

  test('lies over both compose files, which are there', () => {
    const { dockerComposeFile, service } = JSON.parse(text('devcontainer.json')) as { dockerComposeFile: string[]; service: string };
    expect(dockerComposeFile).toEqual(['../local.docker.yml', '../development.docker.yml', 'compose.yml']);
    expect(exportOf(defaultStack).yaml('.devcontainer/compose.yml')).toHaveProperty(['services', service]);
  });

  test('has the Python and Node that a new design has', () => {
    const images = [...text('.Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, name]) => name);
    const env = exportOf(defaultStack).text('.env');
    const tag = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(env)?.[1] ?? '';
    expect(images).toEqual([`node:${tag('NODE_VERSION')}`, `python:${tag('FASTAPI_PYTHON_VERSION').replace('-slim', '')}`]);
  });
});
