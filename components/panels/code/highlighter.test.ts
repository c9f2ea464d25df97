import { describe, expect, it } from 'vitest';
import { highlightLines } from './highlighter';
import { languageOf } from './language';
import { splitLines, unpackLine } from './token-text';

const plain = (lines: readonly string[]) => lines.map((line) => unpackLine(line).map(({ text }) => text).join(''));

describe('highlighting', () => {
  it.each([
    ['yaml', 'services:\n  api:\n    image: "x:1" # why\n    command: |\n      one\n      two\n'],
    ['markdown', '# Title\n\n```bash\necho "hi"\n```\n\n- one **two**\n'],
    ['xml', '<!doctype html>\n<script>\n  const a = `x\n${1}`;\n</script>\n'],
    ['python', 'def a(b: int) -> str:\n    """Says\n    much."""\n    return f"{b}"\n'],
  ] as const)('keeps every character of %s', (language, text) => {
    expect(plain(highlightLines(text, language))).toEqual(splitLines(text));
  });

  it('ends a quoted here-document at its own word only', () => {
    const lines = highlightLines("cat <<'END'\nDjango's own EOF\nEOF\nEND\nexit 0\n", 'bash');
    expect(lines.map((line) => unpackLine(line).at(0)?.kind)).toEqual(['title', 'string', 'string', 'string', 'title']);
  });

  it('tells keys from values and comments', () => {
    const [line] = highlightLines('image: "x:1" # why', 'yaml');
    expect(unpackLine(line!).map(({ kind }) => kind)).toEqual(['key', undefined, 'string', undefined, 'comment']);
  });

  it.each([
    ['local.docker.yml', 'yaml'],
    ['.env', 'ini'],
    ['.env.example', 'ini'],
    ['app/.Dockerfile', 'dockerfile'],
    ['nginx/templates/default.conf.template', 'nginx'],
    ['Makefile', 'makefile'],
    ['src/app.tsx', 'typescript'],
    ['LICENSE', undefined],
  ])('knows %s as %s', (path, language) => expect(languageOf(path)).toBe(language));

  it('reads the first line where the name says nothing', () => {
    expect(languageOf('scripts/up', '#!/usr/bin/env bash\n')).toBe('bash');
    expect(languageOf('scripts/check', '#!/usr/bin/env python3\n')).toBe('python');
  });
});
