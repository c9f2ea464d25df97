export type Language =
  | 'bash'
  | 'css'
  | 'dockerfile'
  | 'ini'
  | 'javascript'
  | 'json'
  | 'makefile'
  | 'markdown'
  | 'nginx'
  | 'python'
  | 'sql'
  | 'typescript'
  | 'xml'
  | 'yaml';

const byEnding: Readonly<Record<string, Language>> = {
  bash: 'bash',
  cfg: 'ini',
  conf: 'nginx',
  css: 'css',
  dockerfile: 'dockerfile',
  env: 'ini',
  html: 'xml',
  ini: 'ini',
  js: 'javascript',
  json: 'json',
  md: 'markdown',
  mjs: 'javascript',
  py: 'python',
  sh: 'bash',
  sql: 'sql',
  svg: 'xml',
  toml: 'ini',
  ts: 'typescript',
  tsx: 'typescript',
  xml: 'xml',
  yaml: 'yaml',
  yml: 'yaml',
};

const byName: Readonly<Record<string, Language>> = {
  dockerfile: 'dockerfile',
  makefile: 'makefile',
  '.dockerignore': 'ini',
  '.editorconfig': 'ini',
  '.gitattributes': 'ini',
  '.gitignore': 'ini',
  '.npmrc': 'ini',
};

/** The language of a file by its name, else by its first line; nothing when it is plain text. */
export function languageOf(path: string, text = ''): Language | undefined {
  const name = (path.split('/').at(-1) ?? '').toLowerCase().replace(/\.(template|example|sample)$/, '');
  if (name === '.env' || name.startsWith('.env.')) return 'ini';
  const known = byName[name] ?? byEnding[name.split('.').at(-1) ?? ''];
  if (known) return known;
  if (/^#!.*\b(sh|bash|dash)\b/.test(text)) return 'bash';
  if (/^#!.*\bpython/.test(text)) return 'python';
  return undefined;
}
