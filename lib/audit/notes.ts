import { severities, type Severity } from '../kit/audit';
import { placeOf } from '../stack';
import { placesOf, type Finding } from './finding';

/** Findings of a service that deserve a mark on the diagram. */
export interface Mark {
  readonly count: number;
  readonly worst: Severity;
}

/** What findings say at the parts of a design. */
export interface Notes {
  /** Medium and worse, by service or container. */
  readonly marks: Readonly<Record<string, Mark>>;
  /**
   * All that cost points, each at one place: the first field that its fix changes, the field where a person mends it,
   * or else the service. Keys are paths: `hardening.networks`, `services.postgres.port`, `services.postgres`.
   */
  readonly places: Readonly<Record<string, readonly Finding[]>>;
}

const MARKED: readonly Severity[] = ['high', 'medium'];

function placeOfFinding(finding: Finding): string | undefined {
  const [first] = placesOf(finding);
  if (first) return first.join('.');
  return finding.subject === undefined ? undefined : placeOf(finding.subject).join('.');
}

function worse(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) < severities.indexOf(b) ? a : b;
}

/** Findings where they belong: on the diagram and in the forms. What is only to know is for the list alone. */
export function notesOf(findings: readonly Finding[]): Notes {
  const marks: Record<string, Mark> = {};
  const places: Record<string, Finding[]> = {};
  for (const finding of findings) {
    const { severity, subject } = finding;
    if (subject !== undefined && MARKED.includes(severity)) {
      const before = marks[subject];
      marks[subject] = before ? { count: before.count + 1, worst: worse(before.worst, severity) } : { count: 1, worst: severity };
    }
    const place = severity === 'info' ? undefined : placeOfFinding(finding);
    if (place !== undefined) (places[place] ??= []).push(finding);
  }
  return { marks, places };
}
