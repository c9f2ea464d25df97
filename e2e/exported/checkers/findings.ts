import { accepted, type Accepted } from './accepted';

/** What a checker says, without lines and without the design: the same sentence about six exports is one finding. */
export interface Finding {
  tool: string;
  rule: string;
  /** Path inside an export. */
  file: string;
  message: string;
}

const pattern = (glob: string) => new RegExp(`^${glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 's');

function explains(entry: Accepted, finding: Finding): boolean {
  return entry.tool === finding.tool && entry.rule === finding.rule && pattern(entry.file).test(finding.file) && pattern(entry.message).test(finding.message);
}

/** The file's path inside its export: without the folder of the design. */
export const inside = (file: string) => file.replace(/^\.\//, '').split('/').slice(1).join('/');

export const short = (text: string) => text.replaceAll(/\s+/g, ' ').trim().slice(0, 160);

/** What nobody accepted, and what is accepted though nobody finds it. Both lists are empty when all is well. */
export function compared(tool: string, findings: readonly Finding[]): { unexplained: string[]; noLongerFound: string[] } {
  const entries = accepted.filter((entry) => entry.tool === tool);
  const tellOf = ({ rule, file, message }: Omit<Finding, 'tool'>) => `${rule} · ${file} · ${message}`;
  const unexplained = findings.filter((finding) => !entries.some((entry) => explains(entry, finding)));
  const idle = entries.filter((entry) => !findings.some((finding) => explains(entry, finding)));
  return { unexplained: [...new Set(unexplained.map(tellOf))].sort(), noLongerFound: idle.map(tellOf) };
}
