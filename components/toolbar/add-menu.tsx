import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { useAdd } from '@/components/editor/actions';
import { useEditorState } from '@/components/editor/context';
import { Button, Menu, type MenuItem, PathIcon } from '@/components/ui';
import { serviceIds, services } from '@/lib/services';

/** Optional services as menu items; those that are in the design already say so. */
export function useAddItems(): MenuItem[] {
  const present = useEditorState((state) => state.document.draft.services);
  const add = useAdd();
  return useMemo(
    () =>
      serviceIds
        .filter((id) => services[id].presence !== 'required')
        .map((id) => ({
          id,
          label: services[id].title,
          detail: services[id].role,
          icon: <PathIcon d={services[id].icon} />,
          disabled: present[id] === undefined ? undefined : 'In the stack already',
          run: () => add(id),
        })),
    [present, add],
  );
}

export function AddMenu() {
  const items = useAddItems();
  return (
    <Menu
      label="Add service"
      items={items}
      trigger={(props) => (
        <Button {...props} variant="ghost" size="small" icon={<Plus />}>
          Add service
        </Button>
      )}
    />
  );
}
