import { execFileSync, spawnSync } from 'node:child_process';
import { DockerfileParser } from 'dockerfile-ast';
import { parse as parseToml } from 'smol-toml';
import ts from 'typescript';
import type { File } from '../../lib/kit/file-tree';
import { strictYaml } from '../../lib/generator/test-export';

type Parse = (text: string) => void;

const instructions = new Set(['ARG', 'FROM', 'RUN', 'COPY', 'ENV', 'USER', 'WORKDIR', 'EXPOSE', 'HEALTHCHECK', 'CMD', 'ENTRYPOINT', 'STOPSIGNAL', 'LABEL', 'VOLUME', 'SHELL', 'ADD']);

function dockerfile(text: string): void {
  const parsed = DockerfileParser.parse(text);
  const unknown = parsed.getInstructions().map((each) => each.getKeyword()).filter((keyword) => !instructions.has(keyword));
  if (unknown.length > 0) throw new Error(`no instruction ${unknown.join(', ')}`);
  const froms = parsed.getFROMs();
  if (froms.length === 0) throw new Error('no FROM');
  const stages = froms.map((from) => from.getBuildStage());
  for (const copy of parsed.getCOPYs()) {
    const from = copy.getFromFlag()?.getValue();
    if (from && !from.includes('$') && !from.includes('/') && !from.includes(':') && !stages.includes(from)) throw new Error(`no stage ${from}`);
  }
}

function script(text: string): void {
  const tsx = ts.transpileModule(text, { reportDiagnostics: true, fileName: 'file.tsx', compilerOptions: { target: ts.ScriptTarget.ES2022, jsx: ts.JsxEmit.ReactJSX } });
  const [first] = tsx.diagnostics ?? [];
  if (first) throw new Error(ts.flattenDiagnosticMessageText(first.messageText, ' '));
}

function shell(text: string): void {
  const { status, stderr } = spawnSync(text.startsWith('#!/bin/sh') ? 'sh' : 'bash', ['-n'], { input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** All of them in one process: there are hundreds. Names of those that do not parse, with the reason. */
export function pythonProblems(files: readonly File[]): string[] {
  const program = 'import ast,json,sys\nfor f in json.load(sys.stdin):\n  try: ast.parse(f["text"])\n  except SyntaxError as e: print(f["path"], e)';
  return execFileSync('python3', ['-c', program], { input: JSON.stringify(files), encoding: 'utf8', maxBuffer: 1e8 }).split('\n').filter(Boolean);
}

/** JSON with comments is what TypeScript reads. */
function json(text: string, name: string): void {
  if (!/(^|\/)(tsconfig[^/]*|devcontainer|settings|extensions|launch)\.json$/.test(name)) return void JSON.parse(text);
  const { error } = ts.parseConfigFileTextToJson(name, text);
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, ' '));
}

const dotenvLine = /^(?:#.*|\s*|[A-Z][A-Z0-9_]*=(?:'[^']*'|"(?:[^"\\]|\\.)*"|[^\s'"#][^'"]*|)(?:\s+#.*)?)$/;

function dotenv(text: string): void {
  const wrong = text.split('\n').find((line) => !dotenvLine.test(line));
  if (wrong !== undefined) throw new Error(`no assignment: ${wrong.replace(/=.*/, '=…')}`);
}

const xml: Parse = (text) => {
  if (!/^(<\?xml[^>]*>\s*)?<(svg|!doctype html)/i.test(text.trimStart()) && !/[{<]/.test(text)) throw new Error('no mark-up');
};

/** Text for people or tools that take any text. */
const prose: Parse = () => undefined;

/** Sections, assignments and comments. */
function ini(text: string): void {
  const wrong = text.split('\n').find((line) => !/^(\s*([#;].*)?|\[[^\]]+\]|\s+\S.*|[\w.-]+\s*[=:].*)$/.test(line));
  if (wrong !== undefined) throw new Error(`neither section nor assignment: ${wrong}`);
}

const byName: readonly (readonly [RegExp, (text: string, name: string) => void])[] = [
  [/\.ya?ml$/, (text) => void strictYaml(text)],
  [/\.jsonc?$/, json],
  [/\.toml$/, (text) => void parseToml(text)],
  [/\.sh$/, shell],
  [/\.(ini|cfg)$/, ini],
  [/(^|\/|\.)Dockerfile$/, dockerfile],
  [/\.[cm]?[jt]sx?$/, script],
  [/(^|\/)\.env(\.example)?$/, dotenv],
  [/\.(svg|html)$/, xml],
  [/\.py$/, prose],
  // nginx's own files are read by nginx itself (e2e/exported/checkers).
  [/\.(conf|template)$/, prose],
  // A note in place of the secrets, for `secrets/` in a clone.
  [/^secrets\.example$/, prose],
  [/\.(md|txt|in|css|sql|pem|crt|key)$|(^|\/)\.(git|docker|npm|editor|prettier|yaml|node|python|hadolint)[a-z-]*$|^secrets\/|(^|\/)(LICENSE|CODEOWNERS|Makefile|\.keep|\.gitkeep|py\.typed)$/, prose],
];

/** @returns what is wrong with a file; a kind of file that has no parser here is wrong too. */
export function problemOf({ path, text }: File): string | undefined {
  try {
    if (text.startsWith('#!') && !/python/.test(text.split('\n', 1)[0] ?? '')) shell(text);
    else {
      const parse = byName.find(([pattern]) => pattern.test(path))?.[1];
      if (!parse && !text.startsWith('#!')) return `${path}: no parser for this kind of file (proof/support/parsers.ts)`;
      parse?.(text, path);
    }
    return undefined;
  } catch (error) {
    return `${path}: ${(error as Error).message}`;
  }
}
