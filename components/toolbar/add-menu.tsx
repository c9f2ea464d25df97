import { Box, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { useAdd } from '@/components/editor/actions';
import { useEditorState } from '@/components/editor/context';
import { useDialogs } from '@/components/editor/dialogs-context';
import { Button, Menu, type MenuItem, PathIcon } from '@/components/ui';
import { serviceIds, services } from '@/lib/services';

/** Optional services as menu items, and containers of one's own; those that are in the design already say so. */
export function useAddItems(): MenuItem[] {
  const present = useEditorState((state) => state.document.draft.services);
  const add = useAdd();
  const dialogs = useDialogs();
  return useMemo(
    () => [
      ...serviceIds
        .filter((id) => services[id].presence !== 'required')
        .map((id) => ({
          id,
          label: services[id].title,
          detail: services[id].role,
          icon: <PathIcon d={services[id].icon} />,
          disabled: present[id] === undefined ? undefined : 'In the stack already',
          run: () => add(id),
        })),
      {
        id: 'container',
        label: 'Custom container…',
        detail: 'An image or a build of your own, as many as you want.',
        icon: <Box />,
        run: () => dialogs.open('container'),
      },
    ],
    [present, add, dialogs],
  );
}

export function AddMenu() {
  return (
    <Menu
      label="Add service"
      items={useAddItems()}
      trigger={(props) => (
        <Button {...props} variant="ghost" size="small" icon={<Plus />}>
          Add service
        </Button>
      )}
    />
  );
}
