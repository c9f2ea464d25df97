import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { exportOf } from '../lib/generator/test-export';
import { defaultTag, images } from '../lib/kit/images';
import { defaultStack } from '../lib/stack';

const root = path.join(import.meta.dirname, '..');
const dockerfile = DockerfileParser.parse(readFileSync(path.join(root, 'Dockerfile'), 'utf8'));
const argumentsOf = (keyword: string) => dockerfile.getInstructions().filter((each) => each.getKeyword() === keyword).map((each) => each.getArgumentsContent() ?? '');

interface Service {
  readonly [key: string]: unknown;
  readonly ports: readonly string[];
}
const { services } = parse(readFileSync(path.join(root, 'compose.yaml'), 'utf8')) as { services: { designer: Service } };

describe('the designer\'s own image', () => {
  test('starts from the Node that exports start from', () => {
    expect(argumentsOf('ARG')).toEqual([`NODE_VERSION=${defaultTag(images.node)}`]);
    expect(argumentsOf('FROM')).toEqual(['node:${NODE_VERSION} AS build', 'node:${NODE_VERSION}']);
  });

  test('runs as nobody who could write, and says whether it is alive', () => {
    expect(argumentsOf('USER')).toEqual(['1000:1000']);
    expect(argumentsOf('HEALTHCHECK')).toEqual([expect.stringContaining('/api/health')]);
  });
});

describe('the designer\'s own compose file', () => {
  const exported = exportOf(defaultStack).compose.services['react-app'] as Record<string, unknown>;

  test.each(['read_only', 'cap_drop', 'security_opt', 'restart'])('is as hardened as what is exported: %s', (key) => {
    expect(exported[key]).toBeDefined();
    expect(services.designer[key]).toEqual(exported[key]);
  });

  test('has limits, and is published to this machine only', () => {
    for (const key of ['mem_limit', 'cpus', 'pids_limit', 'logging', 'tmpfs', 'user']) expect(services.designer[key], key).toBeDefined();
    for (const port of services.designer.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });
});
