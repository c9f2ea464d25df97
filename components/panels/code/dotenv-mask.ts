import { PRIVATE_FOLDER } from '@/lib/kit/file-tree';

export const MASK = '••••••••';

const ASSIGNMENT = /^(\s*(?:export\s+)?[A-Za-z_]\w*\s*=)(.*)$/;

const isAssignment = (line: string) => ASSIGNMENT.test(line);
const isComment = (line: string) => /^\s*(#|$)/.test(line);

export function isDotenv(path: string): boolean {
  return (path.split('/').at(-1) ?? '') === '.env';
}

/** Whether a file holds secrets: `.env`, or one of the files with a secret each. */
export function holdsSecrets(path: string): boolean {
  return isDotenv(path) || path.startsWith(`${PRIVATE_FOLDER}/`);
}

/** A file that holds secrets, without them. */
export function masked(path: string, text: string, example?: string): string {
  return isDotenv(path) ? maskDotenv(text, example) : text.replace(/^.+$/gm, MASK);
}

/** Whether the comment at `index` stands right above an assignment, and so speaks of its value. */
function speaksOfValue(lines: readonly string[], index: number): boolean {
  const next = lines.slice(index).find((line) => line.trim() === '' || !isComment(line));
  return next !== undefined && next.trim() !== '';
}

/**
 * The file without what only it may hold: a line that its example has too is no secret and stays; of all others the
 * value is masked, and so is a comment above a value that the example does not have (it may quote a password). Without
 * an example every value is masked. The mask says nothing about the length.
 */
export function maskDotenv(text: string, example?: string): string {
  const open = new Set(example?.split('\n'));
  return text
    .split('\n')
    .map((line, index, lines) => {
      if (line.trim() === '' || open.has(line)) return line;
      if (isComment(line)) return example !== undefined && speaksOfValue(lines, index) ? `# ${MASK}` : line;
      const [, name, value] = ASSIGNMENT.exec(line) ?? [];
      // What is not an assignment continues a value of several lines.
      if (name === undefined) return MASK;
      return value === '' ? line : `${name}${MASK}`;
    })
    .join('\n');
}

/** How many values `maskDotenv` hides. */
export function maskedCount(masked: string): number {
  return masked.split('\n').filter((line) => isAssignment(line) && line.endsWith(MASK)).length;
}
