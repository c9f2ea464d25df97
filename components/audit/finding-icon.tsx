import { CircleAlert, Info, Lightbulb, TriangleAlert } from 'lucide-react';
import type { Severity } from '@/lib/audit';
import styles from './finding-icon.module.css';

const icons = { high: CircleAlert, medium: TriangleAlert, low: Lightbulb, info: Info };

/** How bad a finding is, as shape and colour; words beside it say it too. */
export function FindingIcon({ severity }: { readonly severity: Severity }) {
  const Icon = icons[severity];
  return <Icon className={styles.icon} data-severity={severity} aria-hidden="true" />;
}
