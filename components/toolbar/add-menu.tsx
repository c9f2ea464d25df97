import { Box, Plus } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useAdd } from '@/components/editor/actions';
import { NewContainer } from '@/components/editor/container-dialogs';
import { useEditorState } from '@/components/editor/context';
import { Button, Menu, type MenuItem, PathIcon } from '@/components/ui';
import { serviceIds, services } from '@/lib/services';

interface AddItems {
  readonly items: MenuItem[];
  /** What an item may ask; belongs beside the menu. */
  readonly dialog: ReactNode;
}

/** Optional services as menu items, and containers of one's own; those that are in the design already say so. */
export function useAddItems(): AddItems {
  const present = useEditorState((state) => state.document.draft.services);
  const add = useAdd();
  const [asking, setAsking] = useState(false);
  const items = useMemo(
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
        run: () => setAsking(true),
      },
    ],
    [present, add],
  );
  return { items, dialog: <NewContainer open={asking} onClose={() => setAsking(false)} /> };
}

export function AddMenu() {
  const { items, dialog } = useAddItems();
  return (
    <>
      <Menu
        label="Add service"
        items={items}
        trigger={(props) => (
          <Button {...props} variant="ghost" size="small" icon={<Plus />}>
            Add service
          </Button>
        )}
      />
      {dialog}
    </>
  );
}
