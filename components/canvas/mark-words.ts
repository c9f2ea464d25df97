import type { Mark } from '@/lib/audit';

/** What the audit found at a service, in a few words. */
export function markWords({ count, worst }: Mark): string {
  return count === 1 ? `1 ${worst} finding` : `${count} findings, the worst ${worst}`;
}
