export const MASK = '••••••••';

const ASSIGNMENT = /^(\s*(?:export\s+)?[A-Za-z_]\w*\s*=)(.*)$/;

const isAssignment = (line: string) => ASSIGNMENT.test(line);
const isComment = (line: string) => /^\s*(#|$)/.test(line);

export function isDotenv(path: string): boolean {
  return (path.split('/').at(-1) ?? '') === '.env';
}

/**
 * The file without what only it may hold: a line that its example has too is no secret and stays; of all others the
 * value is masked, and comments that the example does not have (they may quote a password) as a whole. Without an
 * example every value is masked. The mask says nothing about the length.
 */
export function maskDotenv(text: string, example?: string): string {
  const open = new Set(example?.split('\n'));
  return text
    .split('\n')
    .map((line) => {
      if (line.trim() === '' || open.has(line)) return line;
      if (isComment(line)) return example === undefined ? line : `# ${MASK}`;
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
