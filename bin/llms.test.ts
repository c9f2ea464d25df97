import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { operations } from '../lib/server/api';
import { commands } from './commands';
import { exits } from './errors';

const root = path.join(import.meta.dirname, '..');
const text = readFileSync(path.join(root, 'public/llms.txt'), 'utf8');
const line = (start: string) => text.split('\n').find((each) => each.startsWith(`- ${start}`)) ?? '';
const quoted = (words: string) => [...words.matchAll(/`(\w+)`/g)].map((match) => match[1]);

describe('llms.txt', () => {
  test('names every command and every tool, and none that is not there', () => {
    expect(quoted(line('Command line').split('each has')[0] ?? '')).toEqual(commands.map(({ name }) => name));
    const source = readFileSync(path.join(root, 'bin/mcp/tools.ts'), 'utf8');
    const tools = [...source.matchAll(/registerTool\(\s*'(\w+)'/g)].map((match) => match[1]);
    expect(quoted(line('MCP server')).sort()).toEqual([...tools].sort());
    for (const code of Object.values(exits)) expect(line('Command line')).toContain(`${code} `);
  });

  test('leads to addresses that answer', () => {
    const links = [...text.matchAll(/\]\((\/[^)]*)\)/g)].map((match) => match[1]);
    const known = ['/', ...operations.filter(({ method }) => method === 'GET').map(({ path: address }) => address)];
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect(known).toContain(link);
  });
});
