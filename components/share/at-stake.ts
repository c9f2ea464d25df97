import { differencesOf } from '@/lib/editor/differences';
import { defaultStack, type Stack } from '@/lib/stack';

/** Something of one's own is at stake: it differs from what a first visit shows, and from what comes. */
export function isAtStake(mine: Stack, theirs: Stack): boolean {
  return differencesOf(defaultStack, mine).length > 0 && differencesOf(mine, theirs).length > 0;
}
