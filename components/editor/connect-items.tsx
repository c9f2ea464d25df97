import { PathIcon, type MenuItem } from '@/components/ui';
import { drawn } from '@/lib/editor/drawn';
import { findService } from '@/lib/editor/forms';
import { memberIds, type Stack } from '@/lib/stack';

/** What a service can be connected to now, as menu items. */
export function connectItems(stack: Stack, id: string, connect: (from: string, to: string) => void): MenuItem[] {
  const items = memberIds(stack).flatMap((other): MenuItem[] => {
    const found = drawn(stack, id, other);
    if ('reason' in found) return [];
    return [
      {
        id: other,
        label: findService(other)?.title ?? other,
        icon: <PathIcon d={findService(other)?.icon ?? ''} />,
        detail: found.connection.label,
        run: () => connect(id, other),
      },
    ];
  });
  const nothing = { id: 'none', label: 'Nothing more to connect', disabled: 'All that makes sense is there.', run: () => {} };
  return items.length > 0 ? items : [nothing];
}
