import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run, tell, type Outcome } from '../support/run';
import { distinct, files, names, type Exports } from './exports';
import { inside, short, type Finding } from './findings';
import { tool } from './tools';

type Report = Record<string, unknown>[];

/** Runs a checker; other exit codes than those for "nothing found" and "something found" are no answer. */
async function ask(program: string, args: string[], cwd: string, codes: number[] = [0, 1]): Promise<Outcome> {
  const outcome = await run(program, args, { cwd, timeoutMs: 300_000 });
  if (!codes.includes(outcome.code)) throw new Error(tell(outcome));
  return outcome;
}

function parsed<T>(outcome: Outcome): T {
  try {
    return JSON.parse(outcome.stdout) as T;
  } catch {
    throw new Error(`no JSON: ${tell(outcome)}`);
  }
}

function some(found: string[], what: string): string[] {
  if (found.length === 0) throw new Error(`the exports have no ${what}`);
  return found;
}

/** `file:line:column: message [rule]`, as compilers print it. */
function lines(toolName: string, text: string): Finding[] {
  return text.split('\n').filter(Boolean).map((line) => {
    const [, file = '', message = line, rule = ''] = /^(.+?):\d+:\d+:? (.*?)(?: [[(]([\w-]+)[\])])?$/.exec(line) ?? [];
    return { tool: toolName, rule, file: inside(file), message: short(message) };
  });
}

const isWorkflow = (file: string) => /\/\.github\/workflows\/[^/]+\.yml$/.test(file);
const isDockerfile = (file: string) => path.basename(file) === '.Dockerfile';

/** A public schema, held against files. */
export async function schema(exports: Exports, name: string, wanted: (file: string) => boolean): Promise<Finding[]> {
  const own = path.join(import.meta.dirname, '../../../proof/schemas', name);
  const which = name.startsWith('vendor.') ? ['--builtin-schema', name] : ['--schemafile', own];
  const outcome = await ask(tool('pypi', 'check-jsonschema'), ['-o', 'json', ...which, ...some(await distinct(exports, wanted), `files for ${name}`)], exports.pushed);
  const { errors = [], parse_errors: unread = [] } = parsed<{ errors?: { filename: string; path: string; message: string; best_deep_match?: { path: string; message: string } }[]; parse_errors?: unknown[] }>(outcome);
  if (unread.length > 0) throw new Error(tell(outcome));
  return errors.map(({ filename, best_deep_match: best, ...error }) => ({ tool: 'check-jsonschema', rule: name, file: inside(filename), message: short(`${(best ?? error).path}: ${(best ?? error).message}`) }));
}

export async function dclint(exports: Exports): Promise<Finding[]> {
  const found = some(await distinct(exports, (file) => file.endsWith('.docker.yml')), 'compose files');
  const report = path.join(exports.root, 'dclint.json');
  // It ends before a pipe has taken all that it prints.
  await ask(tool('npm', 'dclint'), ['-f', 'json', '-o', report, ...found], exports.pushed);
  const results = JSON.parse(await readFile(report, 'utf8')) as { filePath: string; messages: { rule: string; message: string }[] }[];
  if (results.length !== found.length) throw new Error(`${results.length} of ${found.length} files`);
  return results.flatMap(({ filePath, messages }) => messages.map(({ rule, message }) => ({ tool: 'dclint', rule, file: inside(path.relative(exports.pushed, path.resolve(exports.pushed, filePath))), message: short(message) })));
}

export async function hadolint(exports: Exports): Promise<Finding[]> {
  const found = some(await distinct(exports, isDockerfile), 'Dockerfiles');
  const report = parsed<Report>(await ask(tool('pypi', 'hadolint'), ['-f', 'json', ...found], exports.pushed));
  return report.map(({ code, file, message }) => ({ tool: 'hadolint', rule: String(code), file: inside(String(file)), message: short(String(message)) }));
}

/** Knows Dockerfiles by their usual name only, so that it is given copies. */
export async function checkov(exports: Exports): Promise<Finding[]> {
  const copies = path.join(exports.root, 'checkov');
  for (const file of await files(exports, (each) => isDockerfile(each) || isWorkflow(each))) {
    const to = path.join(copies, isDockerfile(file) ? path.join(path.dirname(file), 'Dockerfile') : file);
    await mkdir(path.dirname(to), { recursive: true });
    await cp(path.join(exports.pushed, file), to);
  }
  const found: Finding[] = [];
  for (const name of names) {
    const outcome = await ask(tool('checkov', 'checkov'), ['-d', path.join(copies, name), '--framework', 'dockerfile', 'github_actions', '--compact', '--quiet', '--skip-download', '-o', 'json'], exports.root);
    const reports = parsed<{ summary: { passed: number; parsing_errors: number }; results: { failed_checks: { check_id: string; check_name: string; file_path: string }[] } }[]>(outcome);
    if (reports.length !== 2 || reports.some(({ summary }) => summary.passed === 0 || summary.parsing_errors > 0)) throw new Error(tell(outcome));
    found.push(...reports.flatMap(({ results }) => results.failed_checks).map(({ check_id: rule, check_name: message, file_path: file }) => ({ tool: 'checkov', rule, file: file.replace(/^\//, ''), message: short(message) })));
  }
  return found;
}

export async function actionlint(exports: Exports): Promise<Finding[]> {
  const found = some(await distinct(exports, isWorkflow), 'workflows');
  const report = parsed<Report>(await ask(tool('go', 'actionlint'), ['-shellcheck', tool('pypi', 'shellcheck'), '-format', '{{json .}}', ...found], exports.pushed));
  return report.map(({ kind, filepath, message }) => ({ tool: 'actionlint', rule: String(kind), file: inside(String(filepath)), message: short(String(message)) }));
}

export async function zizmor(exports: Exports): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const name of names) {
    const outcome = await ask(tool('pypi', 'zizmor'), ['--offline', '--pedantic', '--no-exit-codes', '--format', 'json-v1', '.'], path.join(exports.pushed, name), [0]);
    if (!outcome.stderr.includes('ci.yml')) throw new Error(tell(outcome));
    const report = parsed<{ ident: string; desc: string; locations: { symbolic: { key: unknown } }[] }[]>(outcome);
    found.push(...report.map(({ ident, desc, locations }) => ({ tool: 'zizmor', rule: ident, file: short(JSON.stringify(locations[0]?.symbolic.key)), message: short(desc) })));
  }
  return found;
}

/** Over what a person would push: `.env` and `secrets/` are not in it, or this finds them. */
export async function gitleaks(exports: Exports): Promise<Finding[]> {
  const file = path.join(exports.root, 'gitleaks.json');
  await ask(tool('go', 'gitleaks'), ['dir', exports.pushed, '--redact=60', '--no-banner', '-f', 'json', '-r', file], exports.root);
  const report = JSON.parse(await readFile(file, 'utf8')) as Report;
  return report.map(({ RuleID, File, Description }) => ({ tool: 'gitleaks', rule: String(RuleID), file: inside(path.relative(exports.pushed, String(File))), message: short(String(Description)) }));
}

export async function bandit(exports: Exports): Promise<Finding[]> {
  const found = some(await distinct(exports, (file) => file.endsWith('.py')), 'Python files');
  const { errors, results } = parsed<{ errors: unknown[]; results: Report }>(await ask(tool('pypi', 'bandit'), ['-q', '-f', 'json', ...found], exports.pushed));
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return results.map(({ test_id: rule, filename, issue_text: message }) => ({ tool: 'bandit', rule: String(rule), file: inside(String(filename)), message: short(String(message)) }));
}

/** Its rules of ours, and those that the export chooses itself. */
export async function ruff(exports: Exports): Promise<Finding[]> {
  const strict = ['--isolated', '--line-length', '120', '--target-version', 'py311', '--select', 'S,B,F,ASYNC,DJ,FAST,UP,I'];
  const found: Finding[] = [];
  for (const root of some(await files(exports, (file) => file.endsWith('/pyproject.toml')), 'pyproject.toml').map((file) => path.dirname(file))) {
    const cwd = path.join(exports.pushed, root);
    const format = await ask(tool('pypi', 'ruff'), ['format', '--no-cache', '--check', '.'], cwd);
    if (format.code !== 0) found.push({ tool: 'ruff', rule: 'format', file: inside(root), message: short(format.stdout) });
    for (const rules of [strict, []]) found.push(...(await ruffOf(cwd, root, rules)));
  }
  for (const name of names) found.push(...(await ruffOf(path.join(exports.pushed, name), name, [...strict, '--extend-exclude', 'api,django'])));
  return found;
}

async function ruffOf(cwd: string, root: string, rules: string[]): Promise<Finding[]> {
  const report = parsed<Report>(await ask(tool('pypi', 'ruff'), ['check', '--no-cache', '--output-format', 'json', ...rules, '.'], cwd));
  return report.map(({ code, filename, message }) => ({ tool: 'ruff', rule: String(code), file: inside(path.join(root, path.relative(cwd, String(filename)))), message: short(String(message)) }));
}

/** Every file that a shell runs, by its first line; for GitHub's runner, actionlint asks shellcheck too. */
export async function shellcheck(exports: Exports): Promise<Finding[]> {
  const scripts: string[] = [];
  for (const file of await distinct(exports, () => true)) {
    const text = await readFile(path.join(exports.pushed, file), 'utf8');
    if (file.endsWith('.sh') || /^#!.*\b(?:ba|da)?sh\b/.test(text)) scripts.push(file);
  }
  const args = ['-x', '-P', 'SCRIPTDIR', '-f', 'gcc'];
  return lines('shellcheck', (await ask(tool('pypi', 'shellcheck'), [...args, ...some(scripts, 'shell scripts')], exports.pushed)).stdout);
}

export async function yamllint(exports: Exports): Promise<Finding[]> {
  const found = some(await distinct(exports, (file) => /\.ya?ml$/.test(file)), 'YAML files');
  const text = (await ask(tool('pypi', 'yamllint'), ['-f', 'parsable', '-d', '{extends: default, rules: {line-length: {max: 120}}}', ...found], exports.pushed)).stdout;
  return lines('yamllint', text).map((finding) => ({ ...finding, message: finding.message.replace(/\(\d+ > 120 characters\)/, '').trim() }));
}

export async function dotenvLinter(exports: Exports): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const name of names) {
    for (const file of ['.env', '.env.example']) {
      const outcome = await ask(tool('pypi', 'dotenv-linter'), ['lint', exports.stacks[name].file(file)], exports.root);
      found.push(...[outcome.stdout, outcome.stderr].join('\n').split('\n').filter(Boolean).map((line) => ({ tool: 'dotenv-linter', rule: '', file, message: short(line) })));
    }
  }
  return found;
}

/** The SQL of the scripts, with what psql alone understands taken out: each text for psql is a file. */
export async function squawk(exports: Exports): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const file of some(await distinct(exports, (each) => each.endsWith('/10-roles.sh')), 'initdb script')) {
    const texts = (await readFile(path.join(exports.pushed, file), 'utf8')).matchAll(/<<'SQL'\n(.*?)\nSQL\n/gs);
    for (const sql of some(Array.from(texts, ([, text = '']) => text), `SQL in ${file}`)) {
      const plain = sql.replaceAll(/^\\.*$/gm, '').replaceAll(/\\(?:gexec|gset|g \/dev\/null)/g, ';').replaceAll(/:(?=['"]\w)/g, '');
      const copy = path.join(exports.root, 'roles.sql');
      await writeFile(copy, plain);
      const report = parsed<Report>(await ask(tool('pypi', 'squawk'), ['--reporter', 'json', copy], exports.root));
      found.push(...report.map(({ rule_name: rule, message }) => ({ tool: 'squawk', rule: String(rule), file: inside(file), message: short(String(message)) })));
    }
  }
  return found;
}

/** Links between the pages of an export, to their headings too; what is elsewhere is not asked. */
export async function lychee(exports: Exports): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const name of names) {
    const cwd = path.join(exports.pushed, name);
    const pages = (await files(exports, (file) => file.startsWith(`${name}/`) && file.endsWith('.md'))).map((file) => path.relative(name, file));
    const report = parsed<{ successful: number; error_map: Record<string, { url: string; status: { text: string } }[]> }>(
      await ask(tool('pypi', 'lychee'), ['--offline', '--include-fragments', '--no-progress', '--format', 'json', '--root-dir', cwd, ...some(pages, 'Markdown')], cwd, [0, 2]),
    );
    if (report.successful === 0) throw new Error(`${name} has no link of its own`);
    const broken = Object.entries(report.error_map).flatMap(([file, links]) => links.map((link) => ({ file, ...link })));
    found.push(...broken.map(({ file, url, status }) => ({ tool: 'lychee', rule: status.text, file, message: short(url.replace(`file://${cwd}/`, '')) })));
  }
  return found;
}

export async function markdownlint(exports: Exports): Promise<Finding[]> {
  const found = some(await distinct(exports, (file) => file.endsWith('.md')), 'Markdown');
  const { stderr } = await ask(tool('npm', 'markdownlint-cli2'), found.map((file) => `:${file}`), exports.pushed);
  return stderr.split('\n').filter(Boolean).map((line) => {
    const [, file = '', rule = '', message = line] = /^(.+?):\d+(?::\d+)? (?:error |warning )?(MD\d+)\S* (.*)$/.exec(line) ?? [];
    return { tool: 'markdownlint', rule, file: inside(file), message: short(message.replace(/ \[.*/s, '')) };
  });
}
