import type { FileChange } from '@/components/panels/tree-model';
import type { Finding } from '@/lib/audit';

/** For "Undo …". */
export function fixWords(findings: readonly Finding[]): string {
  const [only] = findings;
  return findings.length === 1 && only ? `Fix “${only.title}”` : `Fix ${findings.length} findings`;
}

/** What is gone, as a sentence. */
export function goneWords(findings: readonly Finding[]): string {
  const [only] = findings;
  return findings.length === 1 && only ? `Gone: ${only.title}.` : `${findings.length} findings are gone.`;
}

/** `3 medium, 5 low`: how many there are of each severity; what is only to know is left out. */
export function severityWords(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const parts = (['high', 'medium', 'low'] as const).filter((severity) => count(severity) > 0).map((severity) => `${count(severity)} ${severity}`);
  return parts.join(', ');
}

const NAMED = 3;

/** What runs says more than what tells of it. */
const isTold = ({ path }: FileChange) => /\.md$|^stack\.json$/.test(path);
const byWeight = (a: FileChange, b: FileChange) => Number(isTold(a)) - Number(isTold(b));

/** The files that a fix touched, as a sentence. */
export function filesWords(files: readonly FileChange[]): string {
  if (files.length === 0) return 'No file changed.';
  const names = [...files].sort(byWeight).slice(0, NAMED).map(({ path }) => path);
  const more = files.length - names.length;
  return `Changed: ${more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ')}.`;
}
