import { useGoTo } from '@/components/editor/go-to';
import type { ByHand } from '@/lib/audit';
import { targetOf } from '@/lib/editor/target';

/** The way to the field where a person mends something themselves; nothing where it is none of the design. */
export function useByHand(): (hand: ByHand | undefined) => (() => void) | undefined {
  const goTo = useGoTo();
  return (hand) => {
    if (!hand?.path) return undefined;
    const { target, field } = targetOf(hand.path);
    return () => goTo.field(target, field);
  };
}
